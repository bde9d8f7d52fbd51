package io.kafkaworkflow.engine.step;

import org.jspecify.annotations.Nullable;

/**
 * Runs the code of workflows: applies records to threads, one record to one thread at a time, and asks input functions what records of domain topics mean.
 *
 * <p>Owned by one stream thread and used by that thread only. Keeps nothing of a thread between two calls.
 */
public interface StepExecutor extends AutoCloseable {

  /**
   * Applies one command to one thread.
   *
   * <p>The mailbox is the caller's: that of {@code previous} is not looked at, that of the result is empty.
   *
   * <p>Equal arguments give an equal result, apart from what the workflow's own code reads (the time, random numbers). The caller
   * stores the continuation and sends the outputs in one Kafka transaction, so a crash in between repeats the step
   * and nothing is visible twice.
   *
   * @param previous the thread's stored continuation. Null, or the completion record of an earlier thread of that id, for {@link
   *     Command.Start}; a waiting continuation for the other commands
   * @return what to store and send, or {@link StepResult.Refused}: the step is undone, {@code previous} stays as it is
   * @throws IllegalArgumentException the command does not fit {@code previous}; the caller decided wrongly
   */
  StepResult apply(StepInput input, byte @Nullable [] previous);

  /**
   * Asks the input function of the current bundle what a record of a domain topic means, under the limits of a step.
   *
   * @param input its command is {@link Command.Translate}, its thread id empty
   * @throws IllegalArgumentException it is another command
   */
  InputResult translate(StepInput input);

  /** Frees the guest contexts. No call may follow. */
  @Override
  void close();
}
