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
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle events of a thread tell its life: {@code started} first, then its end when it has one, each once and in this order; and the end's
 * event is of the step that sent the result or error. In between, a thread may be parked and move again, any number of times: each stay begins with
 * {@code parked}, once for each reason in a row, and is over with {@code unparked} before anything else happens.
 *
 * <p>{@code wrong-events}: others, in another order, too many or too few. {@code event-of-another-step}: the end was told by two different steps.
 * {@code stuck-thread}: a thread is parked to the end, although nothing that it needs was taken away for good.
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
      check(thread, events.getOrDefault(thread.threadId(), List.of()), ends.get(thread.threadId()), anomalies);
    }
    events.keySet().stream().filter(threadId -> expected.thread(threadId) == null)
        .forEach(threadId -> anomalies.add(new Anomaly("wrong-events", threadId, "expected none, found some")));
    return anomalies;
  }

  private static void check(Expectation thread, List<Observed> seen, @Nullable Observed end, List<Anomaly> anomalies) {
    ParkedStays stays = ParkedStays.of(seen.stream().map(e -> new ParkedStays.Told(kind(e), reason(e))).toList());
    if (!stays.areInOrder() || !stays.others().equals(wanted(thread))) {
      anomalies.add(new Anomaly("wrong-events", thread.threadId(),
          "expected " + wanted(thread) + " and pairs of parked and unparked after the start, found " + seen.stream().map(Events::kind).toList()));
    } else if (stays.isParked()) {
      anomalies.add(new Anomaly("stuck-thread", thread.threadId(), "it is parked: " + reason(seen.get(seen.size() - 1))));
    } else if (end != null && !end.stepId().equals(seen.get(seen.size() - 1).stepId())) {
      anomalies.add(new Anomaly("event-of-another-step", thread.threadId(),
          "the end is of step " + end.stepId() + ", its event of step " + seen.get(seen.size() - 1).stepId()));
    }
  }

  private static List<String> wanted(Expectation thread) {
    String started = Kind.STARTED.text();
    return thread.end() == End.WAITING ? List.of(started) : List.of(started, thread.end().event().text());
  }

  private static String kind(Observed event) {
    return Json.text(String.valueOf(event.value()), "kind");
  }

  private static String reason(Observed event) {
    return Json.text(String.valueOf(event.value()), "reason");
  }
}
