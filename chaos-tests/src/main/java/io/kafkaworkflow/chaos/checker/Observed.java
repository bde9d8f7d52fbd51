package io.kafkaworkflow.chaos.checker;

import org.jspecify.annotations.Nullable;

/**
 * One record as a {@code read_committed} reader saw it.
 *
 * @param timestampMs the record's own, epoch milliseconds
 * @param threadId header {@code workflow-thread-id}; empty when it has none
 * @param stepId header {@code workflow-step-id}; empty when it has none
 * @param bundleId header {@code workflow-bundle-id}; empty when it has none
 * @param reason header {@code workflow-reason}; empty when it has none
 */
public record Observed(
    String topic, int partition, long offset, long timestampMs, String key, @Nullable String value,
    String threadId, String stepId, String bundleId, String reason) {

  /**
   * {@code <topic> <name>}: an output without what chance put into it. The name of a timer is its delay, that of anything else what its
   * JSON says under {@code what}.
   */
  public String outputName() {
    String text = value == null ? "0" : value;
    return topic + " " + (text.startsWith("{") ? Json.text(text, "what") : text);
  }

  /** {@code topic-partition@offset}. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }
}
