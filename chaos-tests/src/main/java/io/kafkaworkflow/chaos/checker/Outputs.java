package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.Expectation;
import io.kafkaworkflow.chaos.model.Expectations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Each output is visible exactly once to a {@code read_committed} reader: requests, timers, and whatever else a thread sends. An output of a step
 * that was undone, or of one that was tried twice, is never seen.
 *
 * <p>{@code lost-output}, {@code doubled-output}, {@code unplanned-output}: seen too rarely, too often, or not in the story at all.
 */
final class Outputs implements Checker {
  @Override
  public String promise() {
    return "each output of a thread is seen once, and nothing else";
  }

  @Override
  public List<Anomaly> check(History history, Expectations expected) {
    List<Anomaly> anomalies = new ArrayList<>();
    Map<String, List<Observed>> outputs = history.outputs().collect(Collectors.groupingBy(Observed::threadId));
    for (Expectation thread : expected.threads()) {
      compare(thread, outputs.getOrDefault(thread.threadId(), List.of()), anomalies);
    }
    outputs.forEach((threadId, seen) -> {
      if (expected.thread(threadId) == null) anomalies.add(new Anomaly("unplanned-output", threadId, seen.get(0).place()));
    });
    return anomalies;
  }

  private static void compare(Expectation thread, List<Observed> seen, List<Anomaly> anomalies) {
    Map<String, List<Observed>> byName = seen.stream().collect(Collectors.groupingBy(Observed::outputName));
    Map<String, Long> wanted = thread.outputs().stream().collect(Collectors.groupingBy(Function.identity(), HashMap::new, Collectors.counting()));
    wanted.forEach((name, count) -> {
      List<Observed> found = byName.getOrDefault(name, List.of());
      if (found.size() < count) {
        anomalies.add(new Anomaly("lost-output", thread.threadId(), "\"" + name + "\": expected " + count + ", found " + found.size()));
      } else if (found.size() > count) {
        anomalies.add(new Anomaly("doubled-output", thread.threadId(), "\"" + name + "\": expected " + count + ", found " + places(found)));
      }
    });
    byName.forEach((name, found) -> {
      if (!wanted.containsKey(name)) anomalies.add(new Anomaly("unplanned-output", thread.threadId(), "\"" + name + "\" at " + places(found)));
    });
  }

  private static String places(List<Observed> found) {
    return found.stream().map(output -> output.place() + " of step " + output.stepId()).collect(Collectors.joining(", "));
  }
}
