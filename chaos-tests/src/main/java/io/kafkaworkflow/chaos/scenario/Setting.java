package io.kafkaworkflow.chaos.scenario;

import java.nio.file.Path;

/**
 * What the launcher {@code chaos-tests/run} tells this process.
 *
 * @param root the project's root directory
 * @param commit of the project
 * @param isIsolated whether this process has network and mount namespaces of its own
 */
record Setting(Path root, String commit, boolean isIsolated) {
  static Setting ofProcess() {
    String root = System.getProperty("chaos.root");
    if (root == null) throw new IllegalStateException("started by chaos-tests/run, which sets -Dchaos.root");
    return new Setting(Path.of(root).toAbsolutePath().normalize(), System.getProperty("chaos.commit", "unknown"), Boolean.getBoolean("chaos.isolated"));
  }

  /** Where runs leave their directories. */
  Path runs() {
    return root.resolve(".kafka-workflow").resolve("chaos");
  }
}
