package io.kafkaworkflow.scheduler.timer;

/** What a record of the scheduler topic asks for. */
public sealed interface TimerCommand {

  /** Arm the timer of the record's key; one that it has already is replaced. */
  record Arm(long dueAtEpochMs) implements TimerCommand {}

  /** Remove the timer of the record's key, if it has one. */
  record Cancel() implements TimerCommand {}

  /**
   * The record makes no sense and belongs to the dead letters.
   *
   * @param what expected against found, in one sentence; without the record's contents, which may be private
   */
  record Refuse(TimerReason reason, String what) implements TimerCommand {}
}
