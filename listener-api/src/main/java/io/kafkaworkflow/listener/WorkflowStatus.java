package io.kafkaworkflow.listener;

/** How a thread stands. */
public enum WorkflowStatus {
  /** In the middle of a step. */
  RUNNING,
  /** Between two steps: bytes in a store. */
  WAITING,
  /** This one and the following are ends. */
  COMPLETED,
  FAILED,
  CANCELLED,
  TERMINATED;

  /** True when the thread will not move any more. */
  public boolean isEnd() {
    return compareTo(WAITING) > 0;
  }
}
