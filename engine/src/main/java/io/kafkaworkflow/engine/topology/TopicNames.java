package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.EnumMap;
import java.util.Map;

/** How the topics of the protocol are called in this installation. */
public record TopicNames(Map<WorkflowTopic, String> byTopic) {

  public TopicNames {
    byTopic = new EnumMap<>(byTopic);
  }

  /** The name of one topic. */
  public String of(WorkflowTopic topic) {
    return byTopic.getOrDefault(topic, topic.defaultName());
  }

  /** Workflow code says {@code workflow-resume} and {@code workflow-scheduler} whatever the installation calls them. */
  String ofOutput(String topicInCode) {
    return translated(topicInCode, WorkflowTopic.RESUME, WorkflowTopic.SCHEDULER);
  }

  /** The same for inputs: what becomes of threads may be read as any domain topic. */
  String ofInput(String topicInCode) {
    return translated(topicInCode, WorkflowTopic.RESULT, WorkflowTopic.ERROR, WorkflowTopic.EVENTS);
  }

  private String translated(String topicInCode, WorkflowTopic... known) {
    for (WorkflowTopic topic : known) {
      if (topic.defaultName().equals(topicInCode)) {
        return of(topic);
      }
    }
    return topicInCode;
  }
}
