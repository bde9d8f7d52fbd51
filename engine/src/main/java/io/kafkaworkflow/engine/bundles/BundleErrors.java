package io.kafkaworkflow.engine.bundles;

import io.kafkaworkflow.start.StartException;

/** The reasons for which work on the bundle topic ends a program. */
final class BundleErrors {
  private static final String NOT_PUBLISHED = "config/bundle-not-published";

  static StartException notPublished(BundleTopicSettings settings, Throwable cause) {
    return new StartException(NOT_PUBLISHED, "the bundle could not be published: " + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "topic " + settings.topic() + ", transactional id " + settings.producer().getProperty("transactional.id"), "no record was processed; the program exits with 1",
        "check the rights (read, write, the transactional id) and that `max.message.bytes` is above"
            + " `workflow.bundle.chunk.bytes`");
  }

  static StartException noThreadStore(String changelog) {
    return new StartException("config/no-thread-store", "the changelog of the threads does not exist, so nobody knows which bundles are in use",
        "topic " + changelog, "nothing was changed; the program exits with 1",
        "give the properties file of the engines: `application.id` is a part of the topic's name");
  }

  static StartException unreachable(String topic, Throwable cause) {
    return new StartException("config/broker-unreachable", "cannot read the bundles: " + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "topic " + topic, "nothing was changed; the program exits with 1", "check `bootstrap.servers`, the name of the topic and the right to read it");
  }

  private BundleErrors() {}
}
