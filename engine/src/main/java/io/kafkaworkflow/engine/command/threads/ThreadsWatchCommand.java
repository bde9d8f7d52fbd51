package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.engine.command.remote.EngineClient;
import io.kafkaworkflow.engine.command.remote.EngineOptions;
import io.kafkaworkflow.engine.command.remote.EventLines;
import io.kafkaworkflow.engine.command.remote.Json;
import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code threads watch <thread>}: its life until it ends, from whichever engine answers; connections that break are made again. */
@Command(name = "watch", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Shows how a thread stands, then what happens to it, until it ends. Waits for a thread that is yet to start.",
    footer = {
      "",
      "example: ${ROOT-COMMAND-NAME} threads watch order-7 --timeout 60",
      "Exit codes: 0 the thread completed; 1 the engine could not be asked; 2 wrong command line; 3 the thread failed, or was cancelled or terminated; "
          + "4 it has not ended within --timeout."
    })
final class ThreadsWatchCommand implements Callable<Integer> {
  static final int EXIT_NOT_COMPLETED = 3;
  static final int EXIT_TIMEOUT = 4;

  private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled", "terminated");
  /** The engine sends a comment every ten seconds. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(25);
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Mixin private final EngineOptions engine = new EngineOptions();

  @Parameters(paramLabel = "THREAD", description = "the thread's id")
  private String threadId = "";

  @Option(names = "--timeout", paramLabel = "SECONDS", description = "give up after so many. Default: never")
  private @Nullable Integer timeoutSeconds;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  private String shown = "";

  @Override
  public Integer call() throws InterruptedException {
    EngineClient client = engine.client(spec.commandLine());
    long endNanos = timeoutSeconds == null ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    String target = "/v1/threads/" + EngineClient.segment(threadId) + "/events";
    EventLines events = client.events(target); // who cannot be asked at all is told of at once
    while (true) {
      Optional<String> end = follow(events, endNanos);
      if (end.isPresent()) {
        return end.get().equals("completed") ? 0 : EXIT_NOT_COMPLETED;
      }
      if (System.nanoTime() - endNanos >= 0) {
        spec.commandLine().getErr().println("it has not ended within " + timeoutSeconds + " s");
        return EXIT_TIMEOUT;
      }
      events = again(client, target, endNanos);
    }
  }

  /** How the thread ended; empty when the connection, or the time, is over first. */
  private Optional<String> follow(EventLines events, long endNanos) throws InterruptedException {
    try (events) {
      while (true) {
        Duration left = Duration.ofNanos(Math.max(0, Math.min(SILENCE_MAX.toNanos(), timeoutSeconds == null ? Long.MAX_VALUE : endNanos - System.nanoTime())));
        Optional<EventLines.Event> event = events.next(left);
        if (event.isEmpty() || event.get().name().equals("problem")) {
          return Optional.empty();
        }
        Map<String, Object> data = object(event.get().data());
        String kind = event.get().name().equals("snapshot") ? String.valueOf(data.get("status")) : event.get().name();
        show(event.get(), kind, data);
        if (ENDS.contains(kind)) {
          return Optional.of(kind);
        }
      }
    }
  }

  /** Another snapshot after each break: what was not there before is shown. */
  private void show(EventLines.Event event, String kind, Map<String, Object> data) {
    String line = format == OutputFormat.json ? "{\"event\":\"" + event.name() + "\",\"data\":" + event.data() + "}" : text(kind, data);
    boolean isRepeated = event.name().equals("snapshot") && line.equals(shown);
    if (!isRepeated) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(line);
      out.flush();
    }
    if (event.name().equals("snapshot")) {
      shown = line;
    }
  }

  private static String text(String kind, Map<String, Object> data) {
    Object at = data.get("atEpochMs");
    Object time = at != null ? Instant.ofEpochMilli(Long.parseLong(at.toString())) : data.getOrDefault("updatedAt", "-");
    Object more = data.get("reason") != null ? data.get("reason") : data.getOrDefault("step", "");
    return ("%-24s  %-10s  %s".formatted(time, Printable.line(kind), Printable.line(String.valueOf(more)))).stripTrailing();
  }

  private EventLines again(EngineClient client, String target, long endNanos) {
    long patienceNanos = System.nanoTime() + EngineClient.PATIENCE.toNanos();
    while (true) {
      LockSupport.parkNanos(PAUSE.toNanos());
      try {
        return client.events(target);
      } catch (StartException e) {
        if (System.nanoTime() - patienceNanos >= 0 || timeoutSeconds != null && System.nanoTime() - endNanos >= 0) {
          throw e;
        }
      }
    }
  }

  private static Map<String, Object> object(String json) {
    try {
      return Json.object(json);
    } catch (IOException e) {
      throw new UncheckedIOException("an engine sent an event that is no JSON object", e);
    }
  }
}
