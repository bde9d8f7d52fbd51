package io.kafkaworkflow.scheduler.topology;

import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import io.kafkaworkflow.start.BoundedRocksDb;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartException;
import io.kafkaworkflow.start.TopicSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** The scheduler as Kafka Streams: its defaults, its topics, the client itself. For {@code main} and for programs that embed it. */
public final class SchedulerStreams {

  /** Group id, prefix of the changelog topics and name of the state directory: changing it loses every armed timer. */
  public static final String APPLICATION_ID = "kafka-workflow-scheduler";

  private SchedulerStreams() {}

  /**
   * The settings that the scheduler runs with: our defaults under the user's properties.
   *
   * @throws StartException {@code config/invalid-setting}
   */
  public static Properties settings(Properties user) {
    Properties all = Settings.over(defaults(), user);
    Settings.checkStreams(all);
    SchedulerConfig.of(all);
    return all;
  }

  /** The topics that must exist; Kafka Streams makes the changelogs itself. */
  public static List<TopicSpec> topics(SchedulerConfig config) {
    return List.of(
        new TopicSpec(config.schedulerTopic()),
        new TopicSpec(config.resumeTopic()),
        // room for the headers that a dead letter adds to the largest record of the other topics
        new TopicSpec(config.deadLetterTopic(), Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "2097152")));
  }

  /** What the scheduler does with its topics: the rights that it needs on them. */
  public static Map<String, Set<AclOperation>> operations(SchedulerConfig config) {
    return Map.of(
        config.schedulerTopic(), Set.of(AclOperation.READ),
        config.resumeTopic(), Set.of(AclOperation.WRITE),
        config.deadLetterTopic(), Set.of(AclOperation.WRITE));
  }

  /**
   * A client that is not started yet; the caller closes it.
   *
   * @param settings from {@link #settings}
   */
  public static KafkaStreams create(Properties settings) {
    return new KafkaStreams(TimerTopology.build(SchedulerConfig.of(settings)), new StreamsConfig(settings));
  }

  /** Client settings stand here without prefix, so that a user's setting wins with and without one. */
  private static Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    defaults.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092");
    defaults.put(StreamsConfig.STATE_DIR_CONFIG, ".kafka-workflow/state");
    defaults.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    defaults.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
    defaults.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    defaults.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
    defaults.put(StreamsConfig.POLL_MS_CONFIG, 10); // precision: an alarm waits for the current poll to end
    defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100); // of what nobody waits for: a timer that fires asks for a commit itself
    defaults.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10);
    defaults.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
    // failover: 6 s is the brokers' floor; an open transaction of a dead instance stalls the readers of its outputs
    defaults.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    defaults.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500);
    defaults.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5_000);
    // a dead letter is larger than its original
    defaults.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024);
    defaults.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "rebootstrap");
    return defaults;
  }
}
