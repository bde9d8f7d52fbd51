package io.kafkaworkflow.chaos.generator;

/** How a thread is started. */
public enum StartMode {
  /** One record. */
  ONCE,
  /** Two records with one idempotency key: the second is ignored. */
  TWICE_WITH_KEY,
  /** Two records without a key: the second, while the thread runs, is a dead letter. */
  TWICE_WITHOUT_KEY
}
