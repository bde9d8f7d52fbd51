package io.kafkaworkflow.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.start.StartException;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class SchedulerStreamsTest {

  @Test // 1-D13
  void itRunsExactlyOnceByDefault() {
    assertThat(SchedulerStreams.settings(new Properties()))
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("application.id", "kafka-workflow-scheduler")
        .containsEntry("commit.interval.ms", "100");
  }

  @Test
  void theUsersClientSettingsWinWithAndWithoutPrefix() {
    Properties user = new Properties();
    user.setProperty("session.timeout.ms", "45000");
    user.setProperty("producer.transaction.timeout.ms", "9000");
    StreamsConfig config = new StreamsConfig(SchedulerStreams.settings(user));
    assertThat(config.getMainConsumerConfigs("g", "c", 0)).containsEntry("session.timeout.ms", "45000");
    assertThat(config.getProducerConfigs("c")).containsEntry("transaction.timeout.ms", "9000").containsEntry("retry.backoff.ms", "10");
  }

  @Test
  void aBadSettingOfKafkaIsRefusedBeforeAnythingStarts() {
    Properties user = new Properties();
    user.setProperty("num.stream.threads", "several");
    assertThatThrownBy(() -> SchedulerStreams.settings(user)).isInstanceOf(StartException.class).hasMessageContaining("`num.stream.threads`");
  }
}
