package io.kafkaworkflow.it.timers;

import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much a process uses; for the report, nothing is decided by it. */
final class Footprint {
  private static final long MIB = 1024 * 1024;

  private Footprint() {}

  /** Resident memory now and at its highest, MiB, from Linux's {@code /proc}; {@code unknown} elsewhere. */
  static String memory(ChildProcess process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      var kib = lines.filter(line -> line.startsWith("VmRSS:") || line.startsWith("VmHWM:"))
          .collect(java.util.stream.Collectors.toMap(line -> line.substring(0, 5), line -> Long.parseLong(line.replaceAll("\\D", ""))));
      return "%d MiB now, %d MiB at most".formatted(kib.get("VmRSS") / 1024, kib.get("VmHWM") / 1024);
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Size of all files below {@code directory}, MiB. A file that goes away meanwhile counts nothing. */
  static long diskMiB(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(Footprint::size).sum() / MIB;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
