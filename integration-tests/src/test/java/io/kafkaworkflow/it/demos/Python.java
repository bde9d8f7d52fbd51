package io.kafkaworkflow.it.demos;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Debian's Python, for which its package python3-confluent-kafka is. */
final class Python {
  static final String COMMAND = "/usr/bin/python3";
  static final String NEEDED = "the worker in Python needs Debian's package: apt-get install python3-confluent-kafka. WITHOUT IT NOTHING OF THE PYTHON WORKER IS TESTED HERE";

  private Python() {}

  static boolean hasKafkaClient() {
    try {
      Process process = new ProcessBuilder(COMMAND, "-c", "import confluent_kafka").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (process.waitFor(60, TimeUnit.SECONDS)) return process.exitValue() == 0;
      process.destroyForcibly();
      throw new AssertionError("python3 did not end within 60 s");
    } catch (IOException e) {
      return false; // there is no such Python
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
