package io.kafkaworkflow.engine.command;

import io.kafkaworkflow.start.Causes;
import io.kafkaworkflow.start.ClientSettings;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Clients of one command, made from the engine's settings: names without prefix reach every client, {@code consumer.} and
 * {@code producer.} ones their own. What a command relies on wins over the file.
 */
public final class KafkaClients {
  /** How long one question to the brokers may take before the command gives up. */
  public static final int ANSWER_TIMEOUT_MS = 15_000;

  /** How long to wait for an orderly end of a sender; brokers that are gone must not hold up the command. */
  public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private static final int FETCH_BYTES_MAX = 4 * 1024 * 1024;
  private static final int TRANSACTION_TIMEOUT_MS = 10_000;
  private static final int REQUEST_TIMEOUT_MS = 10_000;

  /** Settings of the engine that would mislead a plain client, beside those of a member of its group. */
  private static final Set<String> NOT_FOR_CLIENTS = Set.of("transactional.id", "auto.offset.reset", "client.id");

  private final Properties settings;

  public KafkaClients(Properties settings) {
    this.settings = settings;
  }

  /** A {@code read_committed} reader of partitions that it is assigned, member of no group. Holds a few megabytes at a time. */
  public Consumer<byte[], byte[]> consumer() {
    Map<String, Object> config = config("consumer.");
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "none");
    config.put("allow.auto.create.topics", false); // a name that is mistyped must not become a topic
    config.put("fetch.max.bytes", FETCH_BYTES_MAX);
    config.put("max.partition.fetch.bytes", FETCH_BYTES_MAX);
    config.put("default.api.timeout.ms", ANSWER_TIMEOUT_MS);
    config.put("request.timeout.ms", ANSWER_TIMEOUT_MS);
    return connect(() -> new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * A transactional sender.
   *
   * @param purpose ends the transactional id {@code <application.id>-<purpose>}: a second sender with the same one fences the first
   */
  public Producer<byte[], byte[]> producer(String purpose) {
    Map<String, Object> config = senderConfig();
    config.put("transactional.id", settings.getProperty("application.id") + "-" + purpose);
    // an open transaction of a command that was killed holds up the engine for no longer than this
    config.put("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
    return connect(() -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** An idempotent sender without transactions: a record is sent once however often the client tries, and visible at once. */
  public Producer<byte[], byte[]> sender() {
    Map<String, Object> config = senderConfig();
    return connect(() -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private Map<String, Object> senderConfig() {
    Map<String, Object> config = config("producer.");
    config.put("enable.idempotence", true);
    config.put("acks", "all");
    config.put("max.block.ms", ANSWER_TIMEOUT_MS);
    config.put("request.timeout.ms", REQUEST_TIMEOUT_MS);
    config.put("delivery.timeout.ms", ANSWER_TIMEOUT_MS);
    return config;
  }

  /** The caller closes it, with {@link #CLOSE_TIMEOUT}. */
  public Admin admin() {
    Map<String, Object> config = config("admin.");
    config.put("default.api.timeout.ms", ANSWER_TIMEOUT_MS);
    config.put("request.timeout.ms", ANSWER_TIMEOUT_MS);
    return connect(() -> Admin.create(config));
  }

  /** Offsets behind the last record of each partition, whether it is committed or not. */
  public Map<TopicPartition, Long> writtenEnds(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
    try (Admin admin = admin()) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)).all().get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw brokerFailed(new KafkaException(e.getCause()));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private Map<String, Object> config(String prefix) {
    Map<String, Object> config = new HashMap<>();
    for (String name : settings.stringPropertyNames()) {
      if (!name.startsWith(Settings.OWN_PREFIX) && !NOT_FOR_CLIENTS.contains(name) && !ClientSettings.OF_GROUP_MEMBERS.contains(name)) {
        config.put(name, settings.getProperty(name));
      }
    }
    for (String name : settings.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        config.put(name.substring(prefix.length()), settings.getProperty(name));
      }
    }
    return config;
  }

  private <T> T connect(Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      throw brokerFailed(e);
    }
  }

  /** What the brokers, or the way to them, refused. Kafka puts no secrets into its messages. */
  public StartException brokerFailed(KafkaException e) {
    return new StartException("command/broker-failed", Causes.message(e), "bootstrap.servers=" + settings.getProperty("bootstrap.servers"),
        "the command stops and exits with 1; what it said that it did is done",
        "check address, `security.protocol`, `sasl.*` and the rights of the user; then give the command again");
  }
}
