package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.bundle.Workbench;
import io.kafkaworkflow.dev.bundle.WorkflowCompiler;
import io.kafkaworkflow.dev.clients.Clients;
import io.kafkaworkflow.dev.demo.Demo;
import io.kafkaworkflow.dev.demo.MockService;
import io.kafkaworkflow.dev.demo.ScenarioPlayer;
import io.kafkaworkflow.dev.demo.Stage;
import io.kafkaworkflow.dev.failure.Failures;
import io.kafkaworkflow.dev.records.Ledger;
import io.kafkaworkflow.dev.records.RecordFeed;
import io.kafkaworkflow.dev.stack.StackSettings;
import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.engine.step.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays one demo against a real broker and checks what comes out. */
@Command(name = "demo", mixinStandardHelpOptions = true,
    description = "Plays a demo: starts broker, engine, scheduler and the demo's services, shows the records as they pass, and checks the outcome.",
    footer = {"", "Exit code 0: every outcome was right; 1: one was not, or something failed.", "", "example: kafka-workflow demo trip-booking-saga --stay"})
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final StopSignal stop;

  @Parameters(paramLabel = "NAME", description = "A directory under demos/, such as trip-booking-saga.")
  private String name = "";

  @Option(names = "--stay", description = "Keep everything running afterwards, until Ctrl-C.")
  private boolean isStaying;

  @Mixin
  private final BrokerOptions options = new BrokerOptions();

  DemoCommand(Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.stop = stop;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path root = ProjectRoot.path();
    Optional<ScenarioPlayer> scenario = ScenarioPlayer.of(root, name);
    Optional<Demo> demo = scenario.isPresent() ? Optional.empty() : Optional.of(Demo.named(name, ScenarioPlayer.names(root)));
    Path directory = options.dataDirectoryOr(root.resolve(".kafka-workflow").resolve("demo").resolve(name));
    Path log = LogFile.in(directory);
    Path source = root.resolve("demos").resolve(name).resolve("src").resolve("index.ts");
    try (Session session = new Session(directory, terminal, stop)) {
      terminal.progress("Compiling " + root.relativize(source));
      Workbench workbench = new Workbench(new WorkflowCompiler(root), source, directory, session.bundles());
      CompletableFuture<Workbench.Result> compiled = CompletableFuture.supplyAsync(workbench::build);
      session.startBroker(new StackSettings(options.broker(directory, true)), log); // the compiler works meanwhile
      Bundle bundle = bundle(source, compiled.join());
      session.bundles().makeCurrent(bundle);
      session.startStreams();
      boolean isRight = demo.isPresent() ? play(demo.get(), bundle, session) : play(scenario.orElseThrow(), session);
      return isRight && !session.hasFailed() ? 0 : 1;
    }
  }

  private static Bundle bundle(Path source, Workbench.Result result) {
    if (result instanceof Workbench.Result.Broken broken) {
      throw Failures.demoBroken(source, broken.message());
    }
    return ((Workbench.Result.Ready) result).bundle();
  }

  private boolean play(Demo demo, Bundle bundle, Session session) throws InterruptedException {
    String bootstrapServers = session.stack().bootstrapServers();
    List<String> topics = session.stack().shownTopics(bundle);
    Clients clients = Clients.of(bootstrapServers);
    Ledger ledger = new Ledger();
    try (RecordFeed feed = new RecordFeed(clients, topics, List.of(RecordFeed.printing(terminal, topics), ledger),
            error -> session.failed("the record feed stopped", error));
        MockService service = new MockService(clients, "demo-" + demo.name(), demo.askedOn(), demo.script(),
            error -> session.failed("the demo's service stopped", error))) {
      boolean isRight = new Stage(clients, ledger, terminal, stop::isRaised).play(demo.plays());
      stay(demo.suggestions(), bootstrapServers);
      return isRight;
    }
  }

  private boolean play(ScenarioPlayer scenario, Session session) throws InterruptedException {
    String bootstrapServers = session.stack().bootstrapServers();
    boolean isRight = scenario.play(bootstrapServers, stop::isRaised);
    stay(List.of("./kafka-workflow send -b %s <thread> <value>"), bootstrapServers);
    return isRight;
  }

  private void stay(List<String> suggestions, String bootstrapServers) {
    if (!isStaying || stop.isRaised()) {
      return;
    }
    terminal.progress("");
    terminal.progress("Everything stays up, the broker on " + bootstrapServers + "; Ctrl-C ends it. In another terminal, try");
    suggestions.forEach(line -> terminal.progress("  " + String.format(line, bootstrapServers)));
    terminal.progress("");
    while (!stop.await(Duration.ofHours(1))) {
      // until Ctrl-C
    }
    terminal.progress("Stopping");
  }
}
