package io.kafkaworkflow.dev.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Plays the demos whose story is told in TypeScript, {@code demos/<name>/scenario.ts}, in a Node process that is a plain Kafka client. */
public final class ScenarioPlayer {
  private static final String SCENARIO = "scenario.ts";

  private final Path root;
  private final Path demo;

  private ScenarioPlayer(Path root, Path demo) {
    this.root = root;
    this.demo = demo;
  }

  /** @return empty when there is no such demo, or its story is told in Java */
  public static Optional<ScenarioPlayer> of(Path root, String name) {
    Path demo = root.resolve("demos").resolve(name).normalize();
    return Files.exists(demo.resolve(SCENARIO)) ? Optional.of(new ScenarioPlayer(root, demo)) : Optional.empty();
  }

  /** Names of all such demos. */
  public static List<String> names(Path root) {
    try (Stream<Path> demos = Files.list(root.resolve("demos"))) {
      return demos.filter(demo -> Files.exists(demo.resolve(SCENARIO))).map(demo -> demo.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the demos", e);
    }
  }

  /** Whether every play came out right; what happens is on standard output. Ends early when {@code isStopped}. */
  public boolean play(String bootstrapServers, BooleanSupplier isStopped) throws InterruptedException {
    try {
      Process node = new ProcessBuilder("node", root.resolve("demos/harness/bin/play.mjs").toString(), demo.toString(), bootstrapServers)
          .directory(demo.toFile()).inheritIO().start();
      try {
        while (!node.waitFor(100, TimeUnit.MILLISECONDS)) {
          if (isStopped.getAsBoolean()) return false;
        }
        return node.exitValue() == 0;
      } finally {
        node.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run node", e);
    }
  }
}
