package io.kafkaworkflow.engine.query;

/** This engine cannot answer for a partition: another has it, or it is on its way. Whoever asks looks again for who has it. */
public final class NotHereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** @param why for people; no contents of threads */
  public NotHereException(int partition, String why) {
    super("partition " + partition + ": " + why, null, false, false);
  }
}
