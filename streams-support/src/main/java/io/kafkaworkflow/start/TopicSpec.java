package io.kafkaworkflow.start;

import java.util.Map;

/**
 * A topic that must exist before the program starts.
 *
 * @param name as it stands in the settings
 * @param config topic settings used when the program creates it, such as {@code cleanup.policy}; an existing topic is not
 *     changed, but refused when this says {@code cleanup.policy=compact} and it has another policy
 */
public record TopicSpec(String name, Map<String, String> config) {

  public TopicSpec {
    config = Map.copyOf(config);
  }

  public TopicSpec(String name) {
    this(name, Map.of());
  }
}
