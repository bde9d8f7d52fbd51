package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.End;
import io.kafkaworkflow.chaos.model.Expectation;
import io.kafkaworkflow.chaos.model.Expectations;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * No acknowledged start is lost: every thread ends as its story says, or still waits when its story says so; and every end is told once, as one
 * record on {@code workflow-result} or {@code workflow-error}.
 *
 * <p>{@code lost-end}: a thread that should have ended did not. {@code doubled-end}: it ended more than once. {@code wrong-end}: it ended otherwise.
 * {@code unplanned-thread}: a thread ended that nobody started.
 */
final class Ends implements Checker {
  @Override
  public String promise() {
    return "every thread ends as its story says, once, or stays parked as its story says";
  }

  @Override
  public List<Anomaly> check(History history, Expectations expected) {
    List<Anomaly> anomalies = new ArrayList<>();
    Map<String, List<Observed>> ends = history.ends().collect(Collectors.groupingBy(Observed::key));
    for (Expectation thread : expected.threads()) {
      compare(thread, ends.getOrDefault(thread.threadId(), List.of()), anomalies);
    }
    ends.forEach((threadId, seen) -> {
      if (expected.thread(threadId) == null) anomalies.add(new Anomaly("unplanned-thread", threadId, "it ended at " + seen.get(0).place()));
    });
    return anomalies;
  }

  private static void compare(Expectation thread, List<Observed> seen, List<Anomaly> anomalies) {
    boolean mustEnd = thread.end() != End.WAITING;
    if (seen.isEmpty() && mustEnd) {
      anomalies.add(new Anomaly("lost-end", thread.threadId(), "expected " + thread.end().word() + " " + thread.text() + ", found no end"));
    } else if (seen.size() > 1) {
      anomalies.add(new Anomaly("doubled-end", thread.threadId(), "ended at " + seen.stream().map(Observed::place).collect(Collectors.joining(", "))));
    } else if (!seen.isEmpty() && !isRight(thread, seen.get(0))) {
      anomalies.add(new Anomaly("wrong-end", thread.threadId(),
          "expected " + thread.end().word() + " " + thread.text() + ", found " + told(seen.get(0)) + " at " + seen.get(0).place()));
    }
  }

  private static boolean isRight(Expectation thread, Observed seen) {
    return thread.end().word().equals(word(seen)) && thread.text().equals(seen.value());
  }

  private static String told(Observed seen) {
    return word(seen) + " " + seen.value();
  }

  private static String word(Observed seen) {
    return seen.topic().equals(WorkflowTopic.RESULT.defaultName()) ? End.COMPLETED.word() : seen.reason();
  }
}
