package io.kafkaworkflow.bench.process;

import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process and what it takes of the machine. Ends with the JVM that started it at the latest. */
public final class MeasuredProcess implements AutoCloseable {
  private final ChildProcess process;
  private final Thread reaper;

  private MeasuredProcess(ChildProcess process) {
    this.process = process;
    this.reaper = new Thread(process::kill);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  static MeasuredProcess start(List<String> command, Path directory, Path log) {
    return new MeasuredProcess(ChildProcess.start(command, directory, log));
  }

  /** Waits for a line that begins with {@code beginning}, and returns it. */
  String awaitLine(String beginning, Duration limit) {
    return process.awaitLine(beginning, limit).output().lines().filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
  }

  /** The most memory that it ever held, bytes; 0 where the system does not tell. */
  public long residentBytesPeak() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst().orElse(0);
    } catch (IOException e) {
      return 0; // not Linux: the table shows that there is no figure
    }
  }

  /** Processor time used so far, all its threads together. */
  public Duration cpu() {
    return ProcessHandle.of(process.pid()).flatMap(handle -> handle.info().totalCpuDuration()).orElse(Duration.ZERO);
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    process.kill();
  }

  /** SIGTERM; returns when it is gone. */
  @Override
  public void close() {
    process.stop();
    Runtime.getRuntime().removeShutdownHook(reaper);
  }
}
