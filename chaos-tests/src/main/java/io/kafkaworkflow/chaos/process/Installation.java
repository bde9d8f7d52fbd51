package io.kafkaworkflow.chaos.process;

import io.kafkaworkflow.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the build put what a run starts. @param root the project's root directory */
public record Installation(Path root) {
  private static final int HEAP_MB = 512;

  List<String> engine(Path bundle, Path properties) {
    return JavaCommand.ofJar(root.resolve("engine/target/engine.jar"), HEAP_MB, bundle.toString(), properties.toString(), "--create-topics");
  }

  List<String> scheduler(Path properties) {
    return JavaCommand.ofJar(root.resolve("scheduler/target/scheduler.jar"), HEAP_MB, properties.toString(), "--create-topics");
  }

  String brokerClasspath() {
    try {
      return Files.readString(root.resolve("chaos-tests/target/broker-classpath")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("chaos-tests is not built: run mvn -B -DskipTests -pl chaos-tests,engine,scheduler -am package", e);
    }
  }

  /** The two bundles of {@code chaos-tests/workflows}, made by {@code chaos-tests/launch}: equal stories, unequal code. */
  List<Path> bundles() {
    Path directory = root.resolve("chaos-tests/target/bundles");
    return List.of(directory.resolve("first.js"), directory.resolve("second.js"));
  }
}
