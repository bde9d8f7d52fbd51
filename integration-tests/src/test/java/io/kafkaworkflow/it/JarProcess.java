package io.kafkaworkflow.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One program of ours, run from its jar as its users run it. Its output is kept in a file and shown when something awaited does not come. */
final class JarProcess implements AutoCloseable {

  private final Process process;
  private final Path output;

  private JarProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** @param output a new file for standard output and standard error */
  static JarProcess start(Path jar, Path output, String... arguments) throws IOException {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not built; run `mvn package` first");
    }
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return new JarProcess(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
  }

  void awaitLine(String line) {
    Awaitility.await("the line `" + line + "` of " + output.getFileName())
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> output().lines().anyMatch(line::equals) || failed());
  }

  /** Waits for the end. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the program still runs after 60 s:\n" + output());
    }
    return process.exitValue();
  }

  /** SIGKILL: the program gets no chance to say goodbye. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  /** SIGTERM. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new AssertionError("cannot read " + output, e);
    }
  }

  private boolean failed() {
    if (!process.isAlive()) {
      throw new AssertionError("the program ended with " + process.exitValue() + ":\n" + output());
    }
    return false;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
