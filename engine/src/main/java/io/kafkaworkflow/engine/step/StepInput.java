package io.kafkaworkflow.engine.step;

/**
 * What one step is told about its record.
 *
 * @param threadId the record's key; empty when there is no thread
 * @param stepId {@code <topic>-<partition>-<offset>} of the record
 * @param incarnation offset of the record; kept as the thread's incarnation by {@link Command.Start}, not read otherwise
 * @param nowEpochMs the time of the step, for the header
 * @param idempotencyKey of the record that starts the thread, empty when there is none; not read by other commands
 * @param kept to be kept with the thread after the step, whatever was kept before
 */
public record StepInput(
    String threadId, String stepId, long incarnation, long nowEpochMs, String idempotencyKey, Command command, KeptHeaders kept) {

  /** A step after which nothing is kept. */
  public StepInput(String threadId, String stepId, long incarnation, long nowEpochMs, String idempotencyKey, Command command) {
    this(threadId, stepId, incarnation, nowEpochMs, idempotencyKey, command, KeptHeaders.NONE);
  }
}
