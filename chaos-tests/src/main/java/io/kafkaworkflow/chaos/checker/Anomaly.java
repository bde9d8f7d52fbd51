package io.kafkaworkflow.chaos.checker;

/**
 * One promise that was not kept.
 *
 * @param name such as {@code lost-output}; the README explains each
 * @param threadId whom it happened to; empty when it is nobody in particular
 * @param details what was seen instead of what
 */
public record Anomaly(String name, String threadId, String details) {
  @Override
  public String toString() {
    return name + (threadId.isEmpty() ? "" : "  thread " + threadId) + "  " + details;
  }
}
