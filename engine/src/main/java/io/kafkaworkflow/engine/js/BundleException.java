package io.kafkaworkflow.engine.js;

/** A file that is no bundle this engine can run: no JavaScript, no compiled workflow, or one of another ABI. Start-up fails with it. */
public final class BundleException extends RuntimeException {

  /** Has a page under docs/errors. */
  public static final String CODE = "host/unreadable-bundle";

  private static final long serialVersionUID = 1L;

  BundleException(String bundleName, String reason, Throwable cause) {
    super(CODE + ": cannot load the bundle " + bundleName + ": " + reason
        + "\n  help  build it with `kafka-workflow build` of the version that goes with this engine", cause);
  }

  BundleException(String bundleName, String reason) {
    this(bundleName, reason, new IllegalArgumentException(reason));
  }

  public String code() {
    return CODE;
  }
}
