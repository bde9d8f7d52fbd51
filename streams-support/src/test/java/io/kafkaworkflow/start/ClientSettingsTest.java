package io.kafkaworkflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {

  @Test
  void theMostSpecificPrefixWinsAndStrangersStayOut() {
    Properties all = new Properties();
    all.putAll(Map.of("sasl.mechanism", "PLAIN", "consumer.sasl.mechanism", "SCRAM-SHA-256", "main.consumer.sasl.mechanism", "SCRAM-SHA-512",
        "num.stream.threads", "4", "producer.acks", "1", "consumer.of.a.plugin", "x"));
    assertThat(ClientSettings.of(all, Set.of("sasl.mechanism", "acks"), "consumer.", "main.consumer."))
        .isEqualTo(Map.of("sasl.mechanism", "SCRAM-SHA-512", "of.a.plugin", "x"));
    assertThat(ClientSettings.of(all, Set.of("sasl.mechanism"))).isEqualTo(Map.of("sasl.mechanism", "PLAIN"));
  }
}
