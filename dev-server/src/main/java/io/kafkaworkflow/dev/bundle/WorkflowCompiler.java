package io.kafkaworkflow.dev.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs the TypeScript compiler of this repository ({@code kafka-workflow build}) in a Node process of its own. */
public final class WorkflowCompiler {
  /** A compiler that takes longer than this hangs: the largest bundles take seconds. */
  static final int TIMEOUT_SECONDS = 120;

  private final Path root;

  /** @param root of the project; the npm side is installed and built there */
  public WorkflowCompiler(Path root) {
    this.root = root;
  }

  /**
   * Compiles {@code source} and everything it imports into one script, {@code output}, with its map beside it. The compiler's
   * working directory is the source's, so that imports and {@code tsconfig.json} are found as for any other tool.
   */
  public Compilation compile(Path source, Path output) {
    try {
      Path screen = Files.createTempFile("kafka-workflow-build", ".log"); // a file: a full pipe would stall the compiler
      try {
        return run(source, output, screen);
      } finally {
        Files.delete(screen);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run node", e);
    }
  }

  private Compilation run(Path source, Path output, Path screen) throws IOException {
    Process process = new ProcessBuilder(
        "node", root.resolve("js-runtime/bin/kafka-workflow.js").toString(), "build", source.toString(), "-o", output.toString())
        .directory(source.toAbsolutePath().getParent().toFile())
        .redirectErrorStream(true).redirectOutput(screen.toFile())
        .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return new Compilation.Failed("the compiler did not end within " + TIMEOUT_SECONDS + " s; it was stopped");
      }
      return process.exitValue() == 0 ? new Compilation.Succeeded() : new Compilation.Failed(Files.readString(screen).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Compilation.Failed("the compiler was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }
}
