package io.kafkaworkflow.engine.step;

/** The header's status. All but {@link #WAITING} are ends: such a record has no open refs and no body. */
public enum ThreadStatus {
  WAITING,
  COMPLETED,
  FAILED,
  CANCELLED,
  TERMINATED;

  /** The byte that stands for it in a continuation. */
  public int code() {
    return ordinal();
  }
}
