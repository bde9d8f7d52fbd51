package io.kafkaworkflow.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class EngineConfigTest {

  @Test
  void anEmptyFileGivesTheDefaults_1_D13() {
    Properties settings = EngineStreams.settings(new Properties());
    assertThat(settings).containsEntry("processing.guarantee", "exactly_once_v2").containsEntry("commit.interval.ms", "50")
        .containsEntry("application.id", "kafka-workflow").containsEntry("num.standby.replicas", "1");
    EngineConfig config = EngineConfig.of(settings);
    assertThat(config.topics()).containsEntry(WorkflowTopic.RESUME, "workflow-resume");
    assertThat(config.completionRetentionMs()).isEqualTo(86_400_000L);
  }

  @Test
  void theUsersSettingsWin() {
    Properties user = new Properties();
    user.setProperty("commit.interval.ms", "1");
    user.setProperty("workflow.topic.resume", "acme.resume");
    user.setProperty("workflow.step.time.limit.ms", "250");
    Properties settings = EngineStreams.settings(user);
    assertThat(settings).containsEntry("commit.interval.ms", "1");
    assertThat(EngineConfig.of(settings).topics()).containsEntry(WorkflowTopic.RESUME, "acme.resume");
    assertThat(EngineConfig.of(settings).limits().stepTimeMsMax()).isEqualTo(250);
  }

  @Test
  void aValueThatDoesNotFitIsNamed() {
    for (String name : List.of("workflow.step.time.limit.ms", "workflow.completion.retention.ms", "num.stream.threads")) {
      Properties user = new Properties();
      user.setProperty(name, "-1x");
      assertThatThrownBy(() -> EngineStreams.settings(user)).isInstanceOf(StartException.class)
          .hasMessageContaining("config/invalid-setting").hasMessageContaining("`" + name + "`");
    }
  }

  @Test
  void aStepThatDoesNotFitIntoATransactionIsRefused() {
    Properties user = new Properties();
    user.setProperty("workflow.step.time.limit.ms", "4000");
    assertThatThrownBy(() -> EngineStreams.settings(user)).isInstanceOf(StartException.class)
        .hasMessageContaining("`workflow.step.time.limit.ms`").hasMessageContaining("transaction.timeout.ms");
    user.setProperty("producer.transaction.timeout.ms", "20000");
    assertThat(EngineStreams.settings(user)).isNotEmpty();
  }

  @Test
  void theDocumentHasEverySettingWithItsDefaultAndMeaning() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "settings.md"));
    String table = new TreeMap<>(EngineConfig.definition().configKeys()).values().stream()
        .map(key -> "| `" + key.name + "` | " + shown(key.defaultValue) + " | " + key.documentation + " |\n").collect(Collectors.joining());
    assertThat(document).contains(table);
    String kafka = EngineConfig.kafkaDefaults().entrySet().stream()
        .map(entry -> "| `" + entry.getKey() + "` | `" + entry.getValue() + "` |").collect(Collectors.joining("\n"));
    assertThat(document.lines().map(line -> line.replaceFirst("^(\\| `[^`]+` \\| `[^`]*` \\|).*", "$1")).collect(Collectors.joining("\n")))
        .contains(kafka);
  }

  private static String shown(Object defaultValue) {
    boolean isEmpty = "".equals(defaultValue instanceof Password password ? password.value() : defaultValue);
    return isEmpty ? "empty" : "`" + defaultValue + "`";
  }
}
