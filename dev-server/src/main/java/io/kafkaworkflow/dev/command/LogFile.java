package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.failure.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends the log of everything in this process into a file, so that the screen stays readable. */
final class LogFile {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private LogFile() {}

  /**
   * To be called before the first logger is made: the logging library reads its settings once.
   *
   * @return the file, {@code dev-server.log} in {@code directory}; the library starts it anew, once the directory is known to be ours
   */
  static Path in(Path directory) {
    Path file = directory.toAbsolutePath().normalize().resolve("dev-server.log");
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw Failures.dataDirectoryUnusable(directory, "it cannot be written (" + e + ")");
    }
    set("logFile", file.toString());
    set("showDateTime", "true");
    set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    set("defaultLogLevel", "warn");
    set("log.io.kafkaworkflow", "info");
    return file;
  }

  /** For a command that runs in a container: what goes wrong belongs on standard error. To be called before the first logger is made. */
  static void toStandardError() {
    set("defaultLogLevel", "warn");
    set("showDateTime", "true");
    set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
  }

  /** For a command whose own output says everything. To be called before the first logger is made. */
  static void silence() {
    set("defaultLogLevel", "off");
  }

  private static void set(String name, String value) {
    if (System.getProperty(PREFIX + name) == null) {
      System.setProperty(PREFIX + name, value);
    }
  }
}
