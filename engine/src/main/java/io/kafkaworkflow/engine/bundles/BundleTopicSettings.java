package io.kafkaworkflow.engine.bundles;

import io.kafkaworkflow.engine.config.BundleSettings;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.ClientSettings;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the clients of {@code workflow-bundles} are set up, out of the settings of the engine: security and addresses are the same. */
record BundleTopicSettings(String topic, BundleSettings limits, Properties consumer, Properties producer) {

  /** Long enough for the largest bundle on a slow line; a publisher that died blocks the next one not at all, it is fenced. */
  private static final int TRANSACTION_TIMEOUT_MS = 30_000;

  static BundleTopicSettings of(Properties settings) {
    EngineConfig config = EngineConfig.of(settings);
    String application = settings.getProperty("application.id");
    Properties consumer = ClientSettings.of(settings, ConsumerConfig.configNames(), "consumer.", "main.consumer.");
    ClientSettings.OF_GROUP_MEMBERS.forEach(consumer::remove);
    consumer.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, application + "-bundles");
    consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    Properties producer = ClientSettings.of(settings, ProducerConfig.configNames(), "producer.");
    producer.setProperty(ProducerConfig.CLIENT_ID_CONFIG, application + "-bundles");
    // one name for all writers of the application: see BundleTopicWriter
    producer.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application + "-bundles");
    producer.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TRANSACTION_TIMEOUT_MS));
    producer.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // the chunks are compressed
    return new BundleTopicSettings(config.topics().getOrDefault(WorkflowTopic.BUNDLES, WorkflowTopic.BUNDLES.defaultName()),
        config.bundles(), consumer, producer);
  }
}
