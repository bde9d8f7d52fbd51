package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.clients.Clients;
import io.kafkaworkflow.dev.demo.Demo;
import io.kafkaworkflow.dev.demo.Stage;
import io.kafkaworkflow.dev.records.Ledger;
import io.kafkaworkflow.dev.records.RecordFeed;
import io.kafkaworkflow.dev.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Plays one demo on a stack that runs elsewhere, and checks what comes out. */
@Command(name = "play", mixinStandardHelpOptions = true,
    description = "Plays a demo on a stack that runs already: brokers, engines with the demo's bundle, a scheduler and the demo's services.",
    footer = {"", "Exit code 0: every outcome was right; 1: one was not, or something failed.", "",
        "example: kafka-workflow play trip-booking-saga -b 127.0.0.1:9092"})
final class PlayCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final StopSignal stop;

  @Parameters(paramLabel = "NAME", description = "A demo, such as trip-booking-saga.")
  private String name = "";

  @Mixin
  private final ClientOptions options = new ClientOptions();

  PlayCommand(Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.stop = stop;
  }

  @Override
  public Integer call() throws InterruptedException {
    LogFile.toStandardError();
    Demo demo = Demo.named(name);
    Clients clients = options.clients();
    Ledger ledger = new Ledger();
    List<String> topics = demo.topics();
    try (RecordFeed feed = new RecordFeed(clients, topics, List.of(RecordFeed.printing(terminal, topics), ledger), error -> {
      terminal.progress("the record feed stopped: " + error);
      stop.raise();
    })) {
      return new Stage(clients, ledger, terminal, stop::isRaised).play(demo.plays()) ? 0 : 1;
    }
  }
}
