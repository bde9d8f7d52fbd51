package io.kafkaworkflow.worker;

/** How a job came out. */
sealed interface Outcome {
  /** @param output JSON */
  record Done(String output) implements Outcome {}

  /** @param message of the last attempt's exception */
  record Failed(String message) implements Outcome {}
}
