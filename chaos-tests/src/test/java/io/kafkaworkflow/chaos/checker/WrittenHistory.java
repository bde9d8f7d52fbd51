package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.End;
import io.kafkaworkflow.chaos.model.Expectation;
import io.kafkaworkflow.chaos.model.ExpectedDeadLetter;
import io.kafkaworkflow.chaos.model.Expectations;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A history written by hand: one thread {@code t} that asks, is answered and completes, one {@code p} that stays parked, and one dead letter, all as it
 * should be. Tests break one thing of it.
 */
final class WrittenHistory {
  static final String STEP_1 = "workflow-resume-0-1";
  static final String STEP_2 = "workflow-resume-0-2";

  final History history = new History();
  final Expectations expected = new Expectations();
  private long offset;

  /** Nothing yet. */
  static WrittenHistory empty() {
    return new WrittenHistory();
  }

  /** The good one, without the records of some topics. */
  static WrittenHistory without(String... topics) {
    WrittenHistory written = new WrittenHistory();
    Set<String> left = Set.of(topics);
    written.expected.add(new Expectation("t", End.COMPLETED, "1", List.of("chaos-requests work")));
    written.expected.add(new Expectation("p", End.WAITING, "", List.of()));
    written.expected.add(new ExpectedDeadLetter("t", "hello", Set.of("protocol/unknown-record")));
    if (!left.contains("chaos-requests")) written.output("chaos-requests", "t", "{\"what\":\"work\"}", STEP_1);
    if (!left.contains("workflow-events")) {
      written.event("t", "started", STEP_1);
      written.event("p", "started", STEP_1);
      written.event("t", "completed", STEP_2);
    }
    if (!left.contains("workflow-result")) written.output("workflow-result", "t", "1", STEP_2);
    if (!left.contains("workflow-dead-letter")) written.deadLetter("t", "hello", "protocol/unknown-record");
    return written;
  }

  WrittenHistory output(String topic, String threadId, @Nullable String value, String stepId) {
    history.add(new Observed(topic, 0, offset++, 0, threadId, value, threadId, stepId, "b1", ""));
    return this;
  }

  WrittenHistory error(String threadId, String value, String reason) {
    history.add(new Observed("workflow-error", 0, offset++, 0, threadId, value, threadId, STEP_2, "b1", reason));
    return this;
  }

  WrittenHistory event(String threadId, String kind, String stepId) {
    return output("workflow-events", threadId, "{\"kind\":\"" + kind + "\"}", stepId);
  }

  WrittenHistory parked(String threadId, String reason) {
    return output("workflow-events", threadId, "{\"kind\":\"parked\",\"reason\":\"" + reason + "\"}", STEP_1);
  }

  WrittenHistory deadLetter(String threadId, String value, String reason) {
    history.add(new Observed("workflow-dead-letter", 0, offset++, 0, threadId, value, "", STEP_1, "", reason));
    return this;
  }

  WrittenHistory timer(String value, long timestampMs) {
    history.add(new Observed("workflow-scheduler", 0, offset++, timestampMs, "t|{\"ref\":\"~1\"}", value, "t", STEP_1, "b1", ""));
    return this;
  }

  WrittenHistory settle(String threadId, String ref, long timestampMs) {
    history.add(new Observed("workflow-resume", 0, offset++, timestampMs, threadId, "{\"ref\":\"" + ref + "\"}", "", "", "", ""));
    return this;
  }

  WrittenHistory sentBy(String threadId, String bundleId) {
    history.add(new Observed("chaos-outputs", 0, offset++, 0, threadId, "{\"what\":\"x\"}", threadId, STEP_1, bundleId, ""));
    return this;
  }

  /** Names of what the checker found. */
  List<String> foundBy(Checker checker) {
    return checker.check(history, expected).stream().map(Anomaly::name).toList();
  }
}
