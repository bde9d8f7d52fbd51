package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.bundle.Workbench;
import io.kafkaworkflow.dev.bundle.WorkflowCompiler;
import io.kafkaworkflow.dev.failure.Failures;
import io.kafkaworkflow.dev.clients.Clients;
import io.kafkaworkflow.dev.records.RecordFeed;
import io.kafkaworkflow.dev.stack.StackSettings;
import io.kafkaworkflow.dev.terminal.Style;
import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.engine.step.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a user's own workflow, and follows its changes. */
@Command(name = "dev", mixinStandardHelpOptions = true,
    description = "Runs your workflow: broker, topics, engine and scheduler, compiled and reloaded on every change, until Ctrl-C.",
    footer = {"", "Threads that wait on older code go on with that code; new threads start on the newest.", "",
        "example: kafka-workflow dev src/order.ts --port 9092"})
final class DevCommand implements Callable<Integer> {
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(250);

  private final Terminal terminal;
  private final StopSignal stop;
  private final Set<String> shown = new HashSet<>();
  private @Nullable RecordFeed feed;

  @Parameters(paramLabel = "FILE", description = "A TypeScript or JavaScript file that exports a workflow.")
  private Path file = Path.of("");

  @Mixin
  private final BrokerOptions options = new BrokerOptions();

  DevCommand(Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.stop = stop;
  }

  @Override
  public Integer call() {
    Path source = file.toAbsolutePath().normalize();
    if (!Files.isRegularFile(source)) {
      throw Failures.workflowNotFound(source);
    }
    Path directory = options.dataDirectoryOr(source.resolveSibling(".kafka-workflow").resolve(String.valueOf(source.getFileName())));
    Path log = LogFile.in(directory);
    try (Session session = new Session(directory, terminal, stop)) {
      session.startBroker(new StackSettings(options.broker(directory, false)), log);
      Workbench workbench = new Workbench(new WorkflowCompiler(ProjectRoot.path()), source, directory, session.bundles());
      try {
        follow(workbench, source, session);
      } finally {
        stopShowing();
      }
      terminal.progress("Stopping");
      return session.hasFailed() ? 1 : 0;
    }
  }

  private void follow(Workbench workbench, Path source, Session session) {
    boolean isRunning = false;
    for (boolean isDue = true; !stop.isRaised(); isDue = workbench.isDue()) {
      if (isDue) {
        Optional<Bundle> bundle = build(workbench, source);
        if (bundle.isPresent() && !isRunning) {
          start(bundle.get(), session);
          isRunning = true;
        } else if (bundle.isPresent()) {
          reload(bundle.get(), session);
        }
      }
      if (stop.await(LOOK_INTERVAL)) {
        return;
      }
    }
  }

  private Optional<Bundle> build(Workbench workbench, Path source) {
    terminal.progress("Compiling " + source);
    Workbench.Result result = workbench.build();
    if (result instanceof Workbench.Result.Broken broken) {
      terminal.progress(terminal.styled(Style.RED, broken.message()));
      terminal.progress("Not loaded. Waiting for a change");
      return Optional.empty();
    }
    return Optional.of(((Workbench.Result.Ready) result).bundle());
  }

  private void start(Bundle bundle, Session session) {
    session.bundles().makeCurrent(bundle);
    session.startStreams();
    show(bundle, session);
    String brokers = session.stack().bootstrapServers();
    terminal.progress("");
    terminal.progress("Running. Start a thread, from another terminal:");
    terminal.progress("  ./kafka-workflow send -b " + brokers + " thread-1 'new:{\"any\":\"json\"}'");
    terminal.progress("and resume it, with the ref that it sent out:");
    terminal.progress("  ./kafka-workflow send -b " + brokers + " thread-1 '{\"ref\":\"~0.1\",\"value\":\"any json\"}'");
    terminal.progress("Any Kafka tool does as well: topic workflow-resume, the thread id as key. Ctrl-C stops everything.");
    terminal.progress("");
  }

  private void reload(Bundle bundle, Session session) {
    if (bundle.id().equals(session.bundles().current().id())) {
      terminal.progress("Nothing has changed in the bundle");
      return;
    }
    session.stack().createTopics(bundle);
    session.bundles().makeCurrent(bundle);
    session.stack().followInputs(bundle);
    show(bundle, session);
    terminal.progress(terminal.styled(Style.GREEN, "Loaded " + bundle.id().toString().substring(0, 12)) + ": new threads start on it");
  }

  /** Shows the topics of every bundle so far: threads of older ones still send. */
  private void show(Bundle bundle, Session session) {
    if (!shown.addAll(session.stack().shownTopics(bundle))) {
      return;
    }
    stopShowing();
    List<String> topics = shown.stream().sorted().toList();
    feed = new RecordFeed(Clients.of(session.stack().bootstrapServers()), topics, List.of(RecordFeed.printing(terminal, topics)),
        error -> session.failed("the record feed stopped", error));
  }

  private void stopShowing() {
    if (feed != null) {
      feed.close();
      feed = null;
    }
  }
}
