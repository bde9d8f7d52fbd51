package io.kafkaworkflow.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** One process of a test; everything that it writes goes into one log file. */
public final class ChildProcess {
  private static final Duration STOP_MAX = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;

  /** @param log a new file for all that the process writes */
  public static ChildProcess start(List<String> command, Path log) {
    return new ChildProcess(command, log);
  }

  private ChildProcess(List<String> command, Path log) {
    this.log = log;
    try {
      Files.createDirectories(log.getParent());
      process = new ProcessBuilder(command).directory(Installation.ROOT.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /** Waits for a line that begins with {@code line}; fails at once when the process ends without it. */
  public ChildProcess awaitLine(String line, Duration limit) {
    return awaitOutput(line, () -> output().lines().anyMatch(l -> l.startsWith(line)), limit);
  }

  /** Waits until {@code text} stands anywhere in the output. */
  public ChildProcess awaitText(String text, Duration limit) {
    return awaitOutput(text, () -> output().contains(text), limit);
  }

  private ChildProcess awaitOutput(String what, BooleanSupplier isThere, Duration limit) {
    Awaitility.await(log.getFileName() + " says \"" + what + "\"").atMost(limit).pollInterval(Duration.ofMillis(50))
        .failFast(log.getFileName() + " ended without saying \"" + what + "\"", () -> !process.isAlive() && !isThere.getAsBoolean())
        .until(isThere::getAsBoolean);
    return this;
  }

  /** What the process wrote so far, standard output and standard error in one. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  /** Waits for the process to end by itself. */
  public int awaitExit(Duration limit) {
    try {
      assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)).as("%s ended within %s", log.getFileName(), limit).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + log.getFileName(), e);
    }
  }

  /** SIGTERM, and the exit code. */
  public int stop() {
    process.destroy();
    return awaitExit(STOP_MAX);
  }

  /** SIGKILL: no hook runs, nothing is flushed. Returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(STOP_MAX);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The last lines of the log, for the report of a failed test. */
  String tail(int lines) {
    List<String> all = output().lines().toList();
    return String.join(System.lineSeparator(), all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  Path log() {
    return log;
  }
}
