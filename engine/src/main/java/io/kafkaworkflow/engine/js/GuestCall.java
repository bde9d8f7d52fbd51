package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.step.StepResult;

/**
 * One call of a bundle's host interface in an entered context, in the parts that {@link GuestStepExecutor} does in turn.
 *
 * @param <R> what comes of it
 */
interface GuestCall<R> {

  /** Makes ready what the call needs; not limited in time. */
  Object prepare();

  /** Runs guest code, within the limits of a step; returns what it gave. */
  Object call(Object prepared);

  /** Reads what the call gave. */
  R result(Object outcome);

  /** The call is undone. */
  R refused(StepResult.Refused refusal);
}
