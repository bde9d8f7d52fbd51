package io.kafkaworkflow.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one command of {@code engine.jar} answered, run in a process of its own as a person gives it.
 *
 * @param out lines of standard output: data
 * @param err standard error
 */
public record EngineCommand(int exitCode, List<String> out, String err) {
  private static final int SECONDS_MAX = 180;

  /** Runs it in {@code directory}, which is for the files of this test alone, and returns when it has ended. */
  public static EngineCommand run(Path directory, String... arguments) {
    try {
      Path out = Files.createTempFile(directory, "command", ".out");
      Path err = Files.createTempFile(directory, "command", ".err");
      Process process = new ProcessBuilder(Installation.engine(arguments)).directory(directory.toFile())
          .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(List.of(arguments) + " did not end within " + SECONDS_MAX + " s:\n" + Files.readString(err));
      }
      return new EngineCommand(process.exitValue(), Files.readAllLines(out, StandardCharsets.UTF_8), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + List.of(arguments), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + List.of(arguments), e);
    }
  }

  /** The lines of standard output. @throws AssertionError the exit code is another one */
  public List<String> ended(int expectedCode) {
    if (exitCode != expectedCode) {
      throw new AssertionError("expected exit code " + expectedCode + ", found " + exitCode + "; it wrote:\n" + String.join("\n", out) + "\n" + err);
    }
    return out;
  }
}
