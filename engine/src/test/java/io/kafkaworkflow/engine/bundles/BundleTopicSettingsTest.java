package io.kafkaworkflow.engine.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class BundleTopicSettingsTest {

  @Test
  void theReaderOfBundlesIsInNoGroupWhateverProtocolTheEngineSpeaks() {
    Properties settings = new Properties();
    settings.setProperty("application.id", "app");
    settings.setProperty("bootstrap.servers", "127.0.0.1:1");
    settings.setProperty("group.protocol", "streams");
    settings.setProperty("group.instance.id", "a");

    Properties consumer = BundleTopicSettings.of(settings).consumer();

    assertThat(consumer).doesNotContainKeys(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()).close(); // refuses what it does not know
  }
}
