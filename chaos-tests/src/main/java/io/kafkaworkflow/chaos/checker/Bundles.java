package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.Expectations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A thread runs on the bundle that started it until its end, whatever bundles the engines are started with: all that it sends names one bundle.
 *
 * <p>{@code changed-bundle}.
 */
final class Bundles implements Checker {
  @Override
  public String promise() {
    return "a thread ends on the bundle that started it";
  }

  @Override
  public List<Anomaly> check(History history, Expectations expected) {
    Map<String, Set<String>> bundles = history.records().stream().filter(record -> !record.bundleId().isEmpty() && !record.threadId().isEmpty())
        .collect(Collectors.groupingBy(Observed::threadId, Collectors.mapping(Observed::bundleId, Collectors.toSet())));
    return bundles.entrySet().stream().filter(thread -> thread.getValue().size() > 1)
        .map(thread -> new Anomaly("changed-bundle", thread.getKey(), "sent by " + thread.getValue())).toList();
  }
}
