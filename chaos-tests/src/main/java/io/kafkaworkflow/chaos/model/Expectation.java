package io.kafkaworkflow.chaos.model;

import java.util.List;

/**
 * What must have become of one thread.
 *
 * @param text the value on {@code workflow-result} or {@code workflow-error}; empty for a thread that waits
 * @param outputs everything it sends, in no order, each as {@code <topic> <name>} ({@code checker.Observed#outputName})
 */
public record Expectation(String threadId, End end, String text, List<String> outputs) {
  public Expectation {
    outputs = List.copyOf(outputs);
  }
}
