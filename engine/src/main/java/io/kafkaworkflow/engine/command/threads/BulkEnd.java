package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.JsonLine;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Pace;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.engine.command.Progress;
import io.kafkaworkflow.engine.command.Rate;
import io.kafkaworkflow.engine.command.remote.EngineClient;
import io.kafkaworkflow.engine.command.remote.EngineOptions;
import io.kafkaworkflow.protocol.JsonText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Ends every thread that a filter fits, over HTTP: what {@code threads cancel} and {@code threads terminate} have in common. */
final class BulkEnd {
  /** Those that can be ended; `terminate` ends parked ones whose header can be read, too. */
  private static final Set<String> ALIVE = Set.of("waiting", "parked");

  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final ThreadFilterOptions filter = new ThreadFilterOptions();

  @Option(names = {"-a", "--all"}, description = "every thread that can be ended so; instead of a filter")
  private boolean isAll;

  @Option(names = "--dry-run", description = "only say which")
  private boolean isDryRun;

  @Option(names = "--rate", paramLabel = "N[/s]", defaultValue = "100", converter = Rate.Converter.class,
      description = "at most so many per second. Default: ${DEFAULT-VALUE}")
  private Rate rate = new Rate(100);

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  private long count;

  /**
   * @param verb last part of the route's path
   * @param states that are meant when the filter names none
   * @param reason stands in the error record of each thread
   * @return the exit code
   */
  int run(String verb, List<String> states, String reason) {
    CommandSpec spec = Objects.requireNonNull(command);
    if (isAll == !filter.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Say which threads: a filter such as --status or --workflow, or --all");
    }
    if (!ALIVE.containsAll(filter.status())) {
      throw new ParameterException(spec.commandLine(), "--status: expected waiting or parked, because others have ended, found " + String.join(",", filter.status()));
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    EngineClient client = engine.client(spec.commandLine());
    Pace pace = new Pace(rate.perSecond());
    try (Progress progress = new Progress(err)) {
      new ThreadPages(client).forEach(filter.query(filter.status().isEmpty() ? states : filter.status()), () -> {}, thread -> {
        String id = ThreadText.of(thread).id();
        if (!isDryRun) {
          pace.await();
          pace.used(1);
        }
        out.println(line(id, isDryRun ? "" : client.post("/v1/threads/" + EngineClient.segment(id) + "/" + verb, JsonText.quote(reason))));
        count++;
        progress.done("of them", count);
        return true;
      });
    } finally {
      out.flush();
      err.println(count + (isDryRun ? " would be asked to end (dry run)" : " asked to end"));
    }
    return 0;
  }

  /** @param accepted the engine's answer; empty in a dry run */
  private String line(String id, String accepted) {
    if (format == OutputFormat.text) {
      return Printable.line(id);
    }
    return accepted.isEmpty() ? JsonLine.of(json -> {
      json.writeStringField("thread", id);
      json.writeNullField("step");
    }) : accepted;
  }
}
