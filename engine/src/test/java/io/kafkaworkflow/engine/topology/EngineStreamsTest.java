package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.start.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void othersFindAnEngineWhereItListensUnlessThatIsNoAddressForThem() {
    assertThat(applicationServer("workflow.http.listen", "10.0.0.7:8080")).isEqualTo("10.0.0.7:8080");
    assertThat(applicationServer("workflow.http.listen", "8080")).isEqualTo("127.0.0.1:8080");
    assertThat(applicationServer("workflow.http.listen", "0.0.0.0:8080")).isNull();
    assertThat(applicationServer("workflow.http.listen", "127.0.0.1:0")).isNull();
    assertThat(applicationServer("workflow.http.listen", "8080", "application.server", "engine-0:8080")).isEqualTo("engine-0:8080");
    assertThat(applicationServer()).isNull();
  }

  /** An engine that did not know its own name would ask itself over HTTP. */
  @Test
  void theAddressOfThisEngineMayComeFromAConfigurationProvider(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("pod.properties"), "name=engine-0.engines");
    Properties settings = EngineStreams.settings(new Properties());
    settings.setProperty("application.server", "${file:" + file + ":name}:8080");
    settings.setProperty("config.providers", "file");
    settings.setProperty("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
    assertThat(EngineStreams.applicationServer(settings)).isEqualTo("engine-0.engines:8080");
    assertThat(EngineStreams.applicationServer(EngineStreams.settings(new Properties()))).isEmpty();
  }

  private static String applicationServer(String... settings) {
    Properties user = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      user.setProperty(settings[i], settings[i + 1]);
    }
    return EngineStreams.settings(user).getProperty("application.server");
  }

  @Test
  void theTopologyNamesItsStoresAndNothingElse() {
    try (WorkflowTopology topology = WorkflowTopology.of(EngineConfig.of(new Properties()), ScriptedExecutor::new)) {
      assertThat(topology.topology().describe().toString()).contains("workflow-resume", ThreadStore.THREADS, ThreadStore.ENDED, "workflow-outputs");
    }
  }

  @Test
  void inputsAreReadAndWhatTheyStartIsWritten() {
    Bundle bundle = new Bundle(ScriptedExecutor.BUNDLE, "index.js", new byte[0], null, Set.of("orders"), Set.of("orders", "payments", "workflow-result"));
    Properties properties = new Properties();
    properties.setProperty("workflow.topic.result", "acme.results");
    properties.setProperty("application.id", "app");
    EngineConfig config = EngineConfig.of(properties);
    assertThat(EngineStreams.topics(config, bundle)).extracting(TopicSpec::name).contains("orders", "payments", "acme.results").doesNotContain("workflow-result");
    assertThat(EngineStreams.operations(config, bundle)).containsEntry("payments", EnumSet.of(AclOperation.READ))
        .containsEntry("orders", EnumSet.of(AclOperation.READ, AclOperation.WRITE)).containsEntry("acme.results", EnumSet.of(AclOperation.READ, AclOperation.WRITE))
        .containsEntry("workflow-resume", EnumSet.of(AclOperation.READ, AclOperation.WRITE));
    assertThat(EngineStreams.inputGroups(config, bundle, properties)).containsExactly("app-input-orders", "app-input-payments", "app-input-acme.results");
  }

  @Test
  void withoutInputsTheResumeTopicIsOnlyRead() {
    Bundle bundle = new Bundle(ScriptedExecutor.BUNDLE, "index.js", new byte[0], null, Set.of());
    assertThat(EngineStreams.operations(EngineConfig.of(new Properties()), bundle)).containsEntry("workflow-resume", EnumSet.of(AclOperation.READ))
        .containsEntry("workflow-bundles", EnumSet.of(AclOperation.READ, AclOperation.WRITE)).containsEntry("workflow-events", EnumSet.of(AclOperation.WRITE));
  }

  private static List<TopicSpec> topics(Properties properties, String... outputTopics) {
    Bundle bundle = new Bundle(ScriptedExecutor.BUNDLE, "index.js", new byte[0], null, Set.of(outputTopics));
    return EngineStreams.topics(EngineConfig.of(properties), bundle);
  }
}
