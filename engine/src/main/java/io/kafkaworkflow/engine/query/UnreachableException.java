package io.kafkaworkflow.engine.query;

/** Nobody answers for a partition, or one engine does not. Passes by itself: a rebalance, a restart. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** @param why for people: who was asked, and what came */
  public UnreachableException(String why) {
    super(why, null, false, false);
  }
}
