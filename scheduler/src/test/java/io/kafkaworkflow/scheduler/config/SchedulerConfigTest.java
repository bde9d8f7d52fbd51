package io.kafkaworkflow.scheduler.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchedulerConfigTest {

  @Test
  void defaultsAreThoseOfTheProtocol() {
    assertThat(SchedulerConfig.of(new Properties()))
        .isEqualTo(new SchedulerConfig("workflow-scheduler", "workflow-resume", "workflow-dead-letter", 1_000, 315_619_200_000L));
  }

  @Test
  void aBadValueNamesItsSetting() {
    Properties properties = new Properties();
    properties.setProperty("workflow.timer.fire.batch.max", "0");
    assertThatThrownBy(() -> SchedulerConfig.of(properties))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("`workflow.timer.fire.batch.max`");
  }

  @Test
  void theManualListsEverySetting() throws IOException {
    String manual = Files.readString(Path.of("..", "docs", "scheduler.md"));
    Set<String> documented = Pattern.compile("^\\| `(workflow\\.[a-z.-]+)`", Pattern.MULTILINE).matcher(manual).results()
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
    assertThat(documented).isEqualTo(SchedulerConfig.DEFINITION.names());
  }
}
