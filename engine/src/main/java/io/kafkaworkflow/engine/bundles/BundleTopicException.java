package io.kafkaworkflow.engine.bundles;

/**
 * The brokers do not tell whether a bundle is on the topic. No record is to blame and none may be refused for it: the transaction is aborted and
 * the process ends, as for every fault of the brokers (docs/decisions/0011-what-stops-the-engine.md).
 */
public final class BundleTopicException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BundleTopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
