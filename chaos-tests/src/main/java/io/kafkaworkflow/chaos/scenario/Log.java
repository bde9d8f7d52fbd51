package io.kafkaworkflow.chaos.scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** What a run does, with the time of day: on standard error and in {@code run.log} of its directory. Any thread may say something. */
final class Log {
  private final PrintStream screen;
  private final Path file;

  Log(PrintStream screen, Path directory) {
    this.screen = screen;
    this.file = directory.resolve("run.log");
  }

  synchronized void say(String text) {
    String line = LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + "  " + text;
    screen.println(line);
    try {
      Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
