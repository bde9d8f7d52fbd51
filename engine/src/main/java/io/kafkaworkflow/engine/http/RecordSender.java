package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.start.ClientSettings;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to {@code workflow-resume}, idempotently, acknowledged by all replicas in sync. Connects when it is first used. Safe for use by several
 * threads.
 */
final class RecordSender implements AutoCloseable {
  private static final int BLOCK_MS_MAX = 5_000;
  private static final int REQUEST_MS_MAX = 5_000;
  private static final int DELIVERY_MS_MAX = 10_000;
  private static final long BUFFER_BYTES_MAX = 16L << 20;

  private final String topic;
  private final Function<String, Producer<byte[], byte[]>> connect;
  private @Nullable Producer<byte[], byte[]> producer;
  private volatile int partitions;

  /** @param connect makes the producer, given the topic; called once */
  RecordSender(String topic, Function<String, Producer<byte[], byte[]>> connect) {
    this.topic = topic;
    this.connect = connect;
  }

  /** @param settings the engine's */
  static RecordSender of(Properties settings, String topic) {
    return new RecordSender(topic, name -> {
      Properties config = ClientSettings.of(settings, ProducerConfig.configNames(), "producer.");
      config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
      config.put(ProducerConfig.CLIENT_ID_CONFIG, settings.getProperty("application.id") + "-http");
      config.put(ProducerConfig.ACKS_CONFIG, "all");
      config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS_MAX);
      config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS_MAX);
      config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS_MAX);
      config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES_MAX);
      return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    });
  }

  /** Of {@code workflow-resume}; never changes. @throws org.apache.kafka.common.KafkaException the brokers do not answer */
  int partitions() {
    int known = partitions;
    if (known == 0) {
      known = producer().partitionsFor(topic).size();
      partitions = known;
    }
    return known;
  }

  /**
   * Sends, and tells where the record lies or why it may not be there; on this thread or on the producer's.
   *
   * @param done one of both is null
   */
  void send(String threadId, byte[] value, List<Header> headers, BiConsumer<@Nullable RecordMetadata, @Nullable Exception> done) {
    producer().send(new ProducerRecord<>(topic, null, threadId.getBytes(UTF_8), value, headers),
        (place, failure) -> done.accept(failure == null ? place : null, failure));
  }

  private synchronized Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> connected = producer;
    if (connected == null) {
      connected = connect.apply(topic);
      producer = connected;
    }
    return connected;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofMillis(DELIVERY_MS_MAX));
    }
  }
}
