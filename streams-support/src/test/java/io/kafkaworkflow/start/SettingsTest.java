package io.kafkaworkflow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final ConfigDef OWN =
      new ConfigDef().define("workflow.batch.max", Type.INT, 10, ConfigDef.Range.atLeast(1), Importance.LOW, "documentation");

  @Test
  void secretsAreNotShown() {
    Properties properties = properties(
        "ssl.key.password", "hunter2-a",
        "producer.sasl.jaas.config", "x password=\"hunter2-b\"",
        "main.consumer.ssl.keystore.key", "hunter2-c",
        "my.plugin.api.key", "hunter2-d",
        "schema.registry.basic.auth.credentials.source", "hunter2-e",
        "bootstrap.servers", "127.0.0.1:9092");

    assertThat(String.join("\n", Settings.describe(properties)))
        .doesNotContain("hunter2")
        .contains("ssl.key.password = [hidden]", "bootstrap.servers = 127.0.0.1:9092");
  }

  @Test
  void ordinarySettingsAreShown() {
    assertThat(Settings.describe(properties("key.serializer", "A", "num.stream.threads", "2")))
        .containsExactly("key.serializer = A", "num.stream.threads = 2");
  }

  @Test
  void misspelledNamesAreFound() {
    Properties properties = properties(
        "workflow.batch.max", "1", "workflow.batch.maximum", "1", "comit.interval.ms", "5", "commit.interval.ms", "5",
        "consumer.session.timeout.ms", "6000", "restore.consumer.fetch.max.bytes", "1", "topic.retention.ms", "1",
        "topic.retention.msec", "1", "producer.lingr.ms", "0");

    assertThat(Settings.unknown(OWN, properties))
        .containsExactly("comit.interval.ms", "producer.lingr.ms", "topic.retention.msec", "workflow.batch.maximum");
  }

  @Test
  void anInvalidValueNamesItsSetting() {
    assertThatThrownBy(() -> Settings.parse(OWN, properties("workflow.batch.max", "0")))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("config/invalid-setting", "`workflow.batch.max`");
    assertThatThrownBy(() -> Settings.checkStreams(properties(
            "application.id", "a", "bootstrap.servers", "127.0.0.1:1", "num.stream.threads", "many")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("`num.stream.threads`");
    assertThatThrownBy(() -> Settings.checkStreams(properties("application.id", "a")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("`bootstrap.servers`");
  }

  @Test
  void theUsersPropertiesWinOverDefaults() {
    Properties merged = Settings.over(Map.of("a", 1, "b", "x"), properties("b", "y"));
    assertThat(merged).containsOnly(Map.entry("a", "1"), Map.entry("b", "y"));
  }

  private static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }
}
