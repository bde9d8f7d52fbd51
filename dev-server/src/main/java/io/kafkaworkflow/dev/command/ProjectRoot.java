package io.kafkaworkflow.dev.command;

import java.nio.file.Path;

/** Where this project lies: the launcher says. */
final class ProjectRoot {
  private ProjectRoot() {}

  static Path path() {
    String root = System.getProperty("kafkaworkflow.root");
    if (root == null) {
      throw new IllegalStateException("started without -Dkafkaworkflow.root; use the launcher kafka-workflow in the project's root");
    }
    return Path.of(root);
  }
}
