package io.kafkaworkflow.chaos.generator;

/**
 * One record on {@code workflow-resume}.
 *
 * @param trigger when it is sent
 * @param threadId its key
 * @param value its value
 * @param idempotencyKey value of that header; empty: no header
 */
public record Command(Trigger trigger, String threadId, String value, String idempotencyKey) {

  /** What has to be seen first. */
  public sealed interface Trigger {
    /** Nothing: the records of the beginning, in their order. */
    record Beginning() implements Trigger {}

    /** The thread's output {@code what}. */
    record AfterOutput(String what) implements Trigger {}

    /** The thread's result or error. */
    record AfterEnd() implements Trigger {}

    /** All faults are over and everything else has ended. */
    record AtLast() implements Trigger {}
  }
}
