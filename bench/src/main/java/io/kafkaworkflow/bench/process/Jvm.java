package io.kafkaworkflow.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * How the measured programs are run; engine and baseline alike.
 *
 * @param home of the JDK
 * @param options for the JVM, such as {@code -Xmx512m}
 */
public record Jvm(Path home, List<String> options) {
  public Jvm {
    options = List.copyOf(options);
  }

  /** Version of the JVM, as it tells itself. */
  public String version() {
    try {
      Process process = new ProcessBuilder(java().toString(), "-version").redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("unknown").replace("\"", "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + java(), e);
    }
  }

  Path java() {
    return home.resolve("bin").resolve("java");
  }
}
