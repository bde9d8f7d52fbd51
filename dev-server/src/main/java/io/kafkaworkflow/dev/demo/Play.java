package io.kafkaworkflow.dev.demo;

import java.util.List;
import java.util.Map;

/**
 * One thread of a demo, and what must come of it.
 *
 * @param title what the person at the screen is about to see
 * @param threadId key of the thread
 * @param argumentJson what the thread starts with
 * @param ending how it must end: topic {@code workflow-result} or {@code workflow-error}
 * @param expected for every topic on which the thread must leave records: their values in order, as JSON without {@code ref}. A topic that is
 *     missing here must stay empty
 */
public record Play(String title, String threadId, String argumentJson, String ending, Map<String, List<String>> expected) {
  public Play {
    expected = Map.copyOf(expected);
  }
}
