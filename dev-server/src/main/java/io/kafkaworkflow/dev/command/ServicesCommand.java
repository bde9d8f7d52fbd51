package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.clients.Clients;
import io.kafkaworkflow.dev.demo.Demo;
import io.kafkaworkflow.dev.demo.MockService;
import io.kafkaworkflow.dev.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Those whom a demo's workflow asks, without anything else: for a stack whose parts run elsewhere. */
@Command(name = "services", mixinStandardHelpOptions = true,
    description = "Runs the outside services of a demo on a cluster that runs already, until Ctrl-C.",
    footer = {"", "example: kafka-workflow services trip-booking-saga -b 127.0.0.1:9092"})
final class ServicesCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final StopSignal stop;

  @Parameters(paramLabel = "NAME", description = "A demo, such as trip-booking-saga.")
  private String name = "";

  @Mixin
  private final ClientOptions options = new ClientOptions();

  ServicesCommand(Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.stop = stop;
  }

  @Override
  public Integer call() {
    LogFile.toStandardError();
    Demo demo = Demo.named(name);
    Clients clients = options.clients();
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    try (MockService service = new MockService(clients, "demo-" + demo.name(), demo.askedOn(), demo.script(), error -> {
      failure.set(error);
      stop.raise();
    })) {
      terminal.print("services ready: " + String.join(", ", demo.askedOn()));
      while (!stop.await(Duration.ofHours(1))) {
        // the signal or a failure is the only way out
      }
    }
    RuntimeException error = failure.get();
    if (error != null) {
      terminal.progress("the services stopped: " + error);
      return 1;
    }
    return 0;
  }
}
