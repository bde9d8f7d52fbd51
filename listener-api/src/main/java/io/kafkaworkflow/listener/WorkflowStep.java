package io.kafkaworkflow.listener;

import java.util.Optional;

/**
 * Which step: one record, given to one thread.
 *
 * @param id {@code <topic>-<partition>-<offset>} of the record; the same when the step is repeated, so it tells doubles
 * @param kind what the record asks for
 * @param number 1 for the thread's first step, and so on
 * @param ref what a {@link Kind#RESUME} settles, empty for other kinds
 * @param retryOf id of the step that failed, when this record was a dead letter and was sent again
 * @param topic of the record
 * @param atEpochMs the engine's clock
 */
public record WorkflowStep(String id, Kind kind, long number, Optional<String> ref, Optional<String> retryOf, String topic, int partition, long offset, long atEpochMs) {

  /** What a record asks for. */
  public enum Kind {
    START, RESUME, CANCEL, TERMINATE
  }
}
