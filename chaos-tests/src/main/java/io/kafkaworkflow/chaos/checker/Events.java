package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.End;
import io.kafkaworkflow.chaos.model.Expectation;
import io.kafkaworkflow.chaos.model.Expectations;
import io.kafkaworkflow.protocol.LifecycleEvent.Kind;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The lifecycle events of a thread tell its life: {@code started} first, then its end when it has one, each once and in this order; and the end's
 * event is of the step that sent the result or error.
 *
 * <p>{@code wrong-events}: others, in another order, too many or too few. {@code event-of-another-step}: the end was told by two different steps.
 */
final class Events implements Checker {
  @Override
  public String promise() {
    return "the events of a thread are its start and its end, once each, in this order";
  }

  @Override
  public List<Anomaly> check(History history, Expectations expected) {
    List<Anomaly> anomalies = new ArrayList<>();
    Map<String, List<Observed>> events = history.on(WorkflowTopic.EVENTS).collect(Collectors.groupingBy(Observed::key));
    Map<String, Observed> ends = history.ends().collect(Collectors.toMap(Observed::key, end -> end, (first, second) -> first));
    for (Expectation thread : expected.threads()) {
      List<Observed> seen = events.getOrDefault(thread.threadId(), List.of());
      List<String> kinds = seen.stream().map(Events::kind).toList();
      if (!kinds.equals(wanted(thread))) {
        anomalies.add(new Anomaly("wrong-events", thread.threadId(), "expected " + wanted(thread) + ", found " + kinds));
      } else if (ends.get(thread.threadId()) != null && !ends.get(thread.threadId()).stepId().equals(seen.get(1).stepId())) {
        anomalies.add(new Anomaly("event-of-another-step", thread.threadId(),
            "the end is of step " + ends.get(thread.threadId()).stepId() + ", its event of step " + seen.get(1).stepId()));
      }
    }
    events.keySet().stream().filter(threadId -> expected.thread(threadId) == null)
        .forEach(threadId -> anomalies.add(new Anomaly("wrong-events", threadId, "expected none, found some")));
    return anomalies;
  }

  private static List<String> wanted(Expectation thread) {
    String started = Kind.STARTED.text();
    return thread.end() == End.WAITING ? List.of(started) : List.of(started, thread.end().event().text());
  }

  private static String kind(Observed event) {
    return Json.text(String.valueOf(event.value()), "kind");
  }
}
