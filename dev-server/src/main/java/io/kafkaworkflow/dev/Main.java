package io.kafkaworkflow.dev;

import io.kafkaworkflow.dev.command.KafkaWorkflow;
import io.kafkaworkflow.dev.command.StopSignal;
import io.kafkaworkflow.dev.terminal.Terminal;

/** Entry point of the development server; the launcher {@code kafka-workflow} in the project's root starts it. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    StopSignal stop = StopSignal.install();
    int exitCode = KafkaWorkflow.run(arguments, Terminal.ofProcess(), stop);
    stop.ended(exitCode);
    System.exit(exitCode);
  }
}
