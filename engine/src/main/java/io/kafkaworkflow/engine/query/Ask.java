package io.kafkaworkflow.engine.query;

/**
 * How a question is to be answered.
 *
 * @param isStale a standby's copy will do when the engine that moves the thread cannot be reached
 * @param isHereOnly by this engine alone: the question comes from another that knows who has the partition
 * @param authorization what the caller sent in that header, for other engines; empty when nothing
 */
public record Ask(boolean isStale, boolean isHereOnly, String authorization) {

  /** The same question, with another answer to whether a copy will do. */
  Ask with(boolean isStaleNow) {
    return new Ask(isStaleNow, isHereOnly, authorization);
  }

  @Override
  public String toString() {
    return "Ask[isStale=" + isStale + ", isHereOnly=" + isHereOnly + "]"; // never the token
  }
}
