package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.ExpectedDeadLetter;
import io.kafkaworkflow.chaos.model.Expectations;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The dead letters are exactly the records that do not fit, each once, with its original key and value and the right reason.
 *
 * <p>{@code lost-dead-letter}: a bad record vanished. {@code unplanned-dead-letter}: a good record was refused, or a bad one twice.
 * {@code wrong-reason}: refused for something else.
 */
final class DeadLetters implements Checker {
  @Override
  public String promise() {
    return "dead letters are the records that do not fit, once each, with their reason";
  }

  @Override
  public List<Anomaly> check(History history, Expectations expected) {
    List<Anomaly> anomalies = new ArrayList<>();
    Map<String, List<Observed>> byRecord = history.on(WorkflowTopic.DEAD_LETTER).collect(Collectors.groupingBy(DeadLetters::record));
    for (ExpectedDeadLetter wanted : expected.deadLetters()) {
      List<Observed> found = byRecord.getOrDefault(record(wanted), List.of());
      if (found.isEmpty()) {
        anomalies.add(new Anomaly("lost-dead-letter", wanted.threadId(), "expected " + wanted.reasons() + " for " + wanted.value()));
        continue;
      }
      Observed letter = found.get(0);
      byRecord.put(record(wanted), found.subList(1, found.size()));
      if (!wanted.reasons().contains(letter.reason())) {
        anomalies.add(new Anomaly("wrong-reason", wanted.threadId(),
            "expected " + wanted.reasons() + ", found " + letter.reason() + " at " + letter.place()));
      }
    }
    byRecord.values().forEach(rest -> rest.forEach(letter ->
        anomalies.add(new Anomaly("unplanned-dead-letter", letter.key(), letter.reason() + " at " + letter.place() + " for " + letter.value()))));
    return anomalies;
  }

  private static String record(Observed letter) {
    return letter.key() + "\n" + letter.value();
  }

  private static String record(ExpectedDeadLetter letter) {
    return letter.threadId() + "\n" + letter.value();
  }
}
