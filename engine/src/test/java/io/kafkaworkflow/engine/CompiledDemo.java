package io.kafkaworkflow.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The bundles of demos, made by the compiler itself. The module js-runtime is built before this one. */
public final class CompiledDemo {
  private static final Path COMMAND = Path.of("..", "js-runtime", "bin", "kafka-workflow.js");
  private static final int TIMEOUT_S = 60;

  /** Compiles {@code demos/<name>/src/index.ts}. */
  public static Path of(String name) {
    Path script = Path.of("target", "test-bundles", name + ".js");
    Path source = Path.of("..", "demos", name, "src", "index.ts");
    try {
      Files.createDirectories(script.getParent());
      Process compiler = new ProcessBuilder("node", COMMAND.toString(), "build", source.toString(), "-o", script.toString())
          .redirectErrorStream(true).redirectOutput(Path.of("target", "test-bundles", name + ".log").toFile()).start();
      if (!compiler.waitFor(TIMEOUT_S, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
        compiler.destroy();
        throw new IllegalStateException("Expected the compiler to succeed within " + TIMEOUT_S + " s, but it said: "
            + Files.readString(Path.of("target", "test-bundles", name + ".log")));
      }
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private CompiledDemo() {}
}
