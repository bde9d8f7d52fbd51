package io.kafkaworkflow.listener;

import java.util.List;
import java.util.Optional;

/**
 * What happened. Payloads are JSON text as it was sent: they may be private, and nothing of them is in a log unless a listener puts it there.
 *
 * @param before how the thread stood until now; empty for one that was not there
 * @param status how it stands now
 * @param openRefs what the thread waits for, in order of creation
 * @param inputJson of the step: the argument of a start, the whole record of a resume, the reason of a cancel or terminate
 * @param resultJson what a completed thread returned; empty before
 * @param failure why the thread failed, was cancelled or terminated, or why the step was undone; else empty
 */
public record WorkflowEvent(
    WorkflowThread thread, WorkflowStep step, Optional<WorkflowStatus> before, WorkflowStatus status, List<String> openRefs, String inputJson,
    Optional<String> resultJson, Optional<Failure> failure) {
  public WorkflowEvent {
    openRefs = List.copyOf(openRefs);
  }

  /**
   * Why something did not go well.
   *
   * @param name of the error that was thrown; for a step that was undone its code, such as {@code step/time-limit}
   * @param message of the error; may hold what the workflow put there
   */
  public record Failure(String name, String message) {}

  /** The same with other statuses. */
  public WorkflowEvent between(Optional<WorkflowStatus> earlier, WorkflowStatus now) {
    return new WorkflowEvent(thread, step, earlier, now, openRefs, inputJson, resultJson, failure);
  }
}
