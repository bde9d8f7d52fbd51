package io.kafkaworkflow.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One process of a test; everything that it writes goes into one log file. Whoever starts it ends it, by {@link #stop} or {@link #kill}.
 * Waiting that fails is an {@link IllegalStateException} naming the log and what was awaited. May be used by any thread.
 */
public final class ChildProcess {
  private static final Duration STOP_MAX = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Process process;
  private final Path log;

  /**
   * @param directory where the process runs
   * @param log a new file for all that the process writes
   */
  public static ChildProcess start(List<String> command, Path directory, Path log) {
    ChildProcess child = startWithInput(command, directory, log);
    try {
      child.process.getOutputStream().close();
      return child;
    } catch (IOException e) {
      child.kill();
      throw new UncheckedIOException("cannot close the input of " + command, e);
    }
  }

  /** As {@link #start}, with a standard input that {@link #writeLine} writes to. */
  public static ChildProcess startWithInput(List<String> command, Path directory, Path log) {
    try {
      Files.createDirectories(log.getParent());
      return new ChildProcess(
          new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /** Writes one line of UTF-8 to the standard input of a process that was started with one. */
  public void writeLine(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + log.getFileName() + ", process " + process.pid(), e);
    }
  }

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Waits for a line that begins with {@code line}; fails at once when the process ends without it. */
  public ChildProcess awaitLine(String line, Duration limit) {
    return awaitOutput(line, () -> hasLine(line), limit);
  }

  /** Waits until {@code text} stands anywhere in the output; fails at once when the process ends without it. */
  public ChildProcess awaitText(String text, Duration limit) {
    return awaitOutput(text, () -> output().contains(text), limit);
  }

  /** Whether a line that begins with {@code line} has been written. */
  public boolean hasLine(String line) {
    return output().lines().anyMatch(l -> l.startsWith(line));
  }

  private ChildProcess awaitOutput(String what, BooleanSupplier isThere, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!isThere.getAsBoolean()) {
      // asked before the output is looked at once more: what a process wrote before it ended counts
      boolean isOver = !process.isAlive() || System.nanoTime() > end;
      if (isOver && !isThere.getAsBoolean()) {
        throw new IllegalStateException(log.getFileName() + (process.isAlive() ? " did not say \"" + what + "\" within " + limit
            : " ended with exit code " + process.exitValue() + " without saying \"" + what + "\"") + ":\n" + tail(20));
      }
      pause();
    }
    return this;
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
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
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(log.getFileName() + " did not end within " + limit + ":\n" + tail(20));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the end of " + log.getFileName(), e);
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

  /** SIGSTOP: the process stands still, its sockets stay open. */
  public void suspend() {
    signal("STOP");
  }

  /** SIGCONT: the process goes on where {@link #suspend} stopped it, as if no time had passed. */
  public void proceed() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("SIG" + name + " could not be sent to " + log.getFileName() + ", process " + process.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send SIG" + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending SIG" + name, e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Of a process that has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** The last lines of the log, for a report. */
  public String tail(int lines) {
    List<String> all = output().lines().toList();
    return String.join(System.lineSeparator(), all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  /** The file with all that the process wrote. */
  public Path log() {
    return log;
  }
}
