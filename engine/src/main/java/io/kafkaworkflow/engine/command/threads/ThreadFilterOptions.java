package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.Since;
import io.kafkaworkflow.engine.command.remote.EngineClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which threads; what an engine is asked for (docs/http.md, "List"). All that are given must fit. */
final class ThreadFilterOptions {
  private static final String TIME = "an age such as 90s, 30m, 2h, 7d, or a time such as 2026-11-21T04:00:00Z";

  @Option(names = {"-s", "--status"}, paramLabel = "STATUS", split = ",",
      description = "waiting, completed, failed, cancelled, terminated, parked, unreadable; several with commas between")
  private List<String> status = List.of();

  @Option(names = {"-w", "--workflow"}, paramLabel = "NAME",
      description = "that run on this bundle: its file's name, or six or more digits of the beginning of its id")
  private @Nullable String workflow;

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "that have this label; can be given several times")
  private List<String> labels = List.of();

  @Option(names = "--parked-reason", paramLabel = "CODE", description = "that are parked for this reason")
  private @Nullable String parkedReason;

  @Option(names = "--started-since", paramLabel = "TIME", converter = Since.Converter.class, description = TIME)
  private @Nullable Instant startedSince;

  @Option(names = "--started-before", paramLabel = "TIME", converter = Since.Converter.class, description = "the same")
  private @Nullable Instant startedBefore;

  @Option(names = "--updated-since", paramLabel = "TIME", converter = Since.Converter.class, description = "the same; of the last step")
  private @Nullable Instant updatedSince;

  @Option(names = "--updated-before", paramLabel = "TIME", converter = Since.Converter.class, description = "the same")
  private @Nullable Instant updatedBefore;

  /** Whether every thread fits. */
  boolean isEmpty() {
    return query().isEmpty();
  }

  List<String> status() {
    return status;
  }

  /** For the rest of a query, {@code a=b&c=d}; empty when every thread fits. */
  String query() {
    return query(status);
  }

  /** As the other, with these states. */
  String query(List<String> states) {
    List<String> parameters = new ArrayList<>();
    add(parameters, "status", states.isEmpty() ? null : String.join(",", states));
    add(parameters, "bundle", workflow);
    labels.forEach(label -> add(parameters, "label", label));
    add(parameters, "parkedReason", parkedReason);
    add(parameters, "startedFrom", startedSince);
    add(parameters, "startedTo", startedBefore);
    add(parameters, "updatedFrom", updatedSince);
    add(parameters, "updatedTo", updatedBefore);
    return parameters.stream().collect(Collectors.joining("&"));
  }

  private static void add(List<String> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.add(name + "=" + EngineClient.encoded(value.toString()));
    }
  }
}
