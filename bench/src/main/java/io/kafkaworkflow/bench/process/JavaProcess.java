package io.kafkaworkflow.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of a measurement, everything it writes in one log file. Ends with the JVM that started it at the latest. */
public final class JavaProcess implements AutoCloseable {
  private static final Duration STOP_MAX = Duration.ofSeconds(40);

  private final Process process;
  private final Path log;
  private final Thread reaper;

  private JavaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.reaper = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** @throws UncheckedIOException the command cannot be run */
  static JavaProcess start(List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      return new JavaProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(0), e);
    }
  }

  /**
   * Waits for a line that begins with {@code beginning}.
   *
   * @return the line
   * @throws IllegalStateException the process ended, or the limit passed, without it; the message ends with the log's last lines
   */
  String awaitLine(String beginning, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean isAlive = process.isAlive();
      for (String line : lines()) {
        if (line.startsWith(beginning)) return line;
      }
      if (!isAlive || System.nanoTime() > end) {
        throw new IllegalStateException("Expected " + log.getFileName() + " to say \"" + beginning + "\" within " + limit + ", but it "
            + (isAlive ? "has not" : "ended") + ":\n" + tail());
      }
      pause();
    }
  }

  /** Bytes of memory that the process holds now. */
  public long residentBytes() {
    return statusKiB("VmRSS:") * 1024;
  }

  /** The most that it ever held. */
  public long residentBytesPeak() {
    return statusKiB("VmHWM:") * 1024;
  }

  /** Processor time used so far, all its threads together. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** SIGTERM; returns when it is gone. */
  @Override
  public void close() {
    process.destroy();
    awaitExit();
    Runtime.getRuntime().removeShutdownHook(reaper);
  }

  private void awaitExit() {
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + log.getFileName(), e);
    }
  }

  private long statusKiB(String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst().orElse(0);
    } catch (IOException e) {
      return 0; // no /proc on this system, or the process is gone: the figure is left out of the table
    }
  }

  private String tail() {
    List<String> all = lines();
    return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
