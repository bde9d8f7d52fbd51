package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.start.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 1-25: the manifest says which topics the engine needs beside its own. */
class EngineStreamsTest {

  @Test
  void theTopicsAreThoseOfTheProtocolAndOfTheManifest() {
    assertThat(topics(new Properties(), "orders", "workflow-scheduler")).extracting(TopicSpec::name).containsOnlyOnce(
        "workflow-resume", "workflow-result", "workflow-error", "workflow-dead-letter", "workflow-events", "orders");
  }

  @Test
  void renamedTopicsAreAskedForByTheirNewNames() {
    Properties properties = new Properties();
    properties.setProperty("workflow.topic.scheduler", "acme.timers");
    assertThat(topics(properties, "workflow-scheduler")).extracting(TopicSpec::name)
        .contains("acme.timers").doesNotContain("workflow-scheduler");
  }

  @Test
  void theDeadLettersHaveRoomForTheirHeaders() {
    assertThat(topics(new Properties())).filteredOn(topic -> topic.name().equals("workflow-dead-letter"))
        .extracting(TopicSpec::config).containsExactly(Map.of("max.message.bytes", "2097152", "retention.ms", "2592000000"));
  }

  @Test
  void theTopologyNamesItsStoresAndNothingElse() {
    try (WorkflowTopology topology = WorkflowTopology.of(EngineConfig.of(new Properties()), ScriptedExecutor::new)) {
      assertThat(topology.topology().describe().toString()).contains("workflow-resume", ThreadStore.THREADS, ThreadStore.ENDED, "workflow-outputs");
    }
  }

  private static List<TopicSpec> topics(Properties properties, String... outputTopics) {
    Bundle bundle = new Bundle(ScriptedExecutor.BUNDLE, "index.js", new byte[0], null, Set.of(outputTopics));
    return EngineStreams.topics(EngineConfig.of(properties), bundle);
  }
}
