package io.kafkaworkflow.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Properties files for the processes of a test. */
public final class Settings {
  private Settings() {}

  /**
   * Settings for one engine or scheduler; its state lies beside the file.
   *
   * @param directory of this process alone
   * @param more further lines {@code key=value}
   */
  public static String file(Path directory, String bootstrapServers, String... more) {
    List<String> lines = new java.util.ArrayList<>(List.of(
        "bootstrap.servers=" + bootstrapServers,
        "state.dir=" + directory.resolve("state"),
        // The dead are noticed after 2 s instead of 6: the tests kill often.
        "session.timeout.ms=2000",
        "heartbeat.interval.ms=500"));
    lines.addAll(List.of(more));
    try {
      return Files.write(Files.createDirectories(directory).resolve("streams.properties"), lines).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write settings", e);
    }
  }
}
