package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.broker.DevBroker;
import io.kafkaworkflow.dev.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A broker and nothing else. */
@Command(name = "broker", mixinStandardHelpOptions = true, description = "Runs a Kafka broker until Ctrl-C.",
    footer = {"", "example: kafka-workflow broker --port 9092 --data-dir /tmp/kafka"})
final class BrokerCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final StopSignal stop;

  @Mixin
  private final BrokerOptions options = new BrokerOptions();

  BrokerCommand(Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.stop = stop;
  }

  @Override
  public Integer call() {
    Path directory = options.dataDirectoryOr(Path.of(".kafka-workflow", "broker"));
    Path log = LogFile.in(directory);
    terminal.progress("Starting a broker, data in " + directory + ", log in " + log);
    try (DevBroker broker = DevBroker.start(options.broker(directory, false))) {
      terminal.print("broker ready on " + broker.bootstrapServers());
      while (!stop.await(Duration.ofHours(1))) {
        // the signal is the only way out
      }
      terminal.progress("Stopping");
    }
    return 0;
  }
}
