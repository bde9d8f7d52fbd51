package io.kafkaworkflow.it.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records, and collects as a {@code read_committed} consumer everything that appears on the topics it was given. Used
 * by one thread.
 */
public final class KafkaTester implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> collected = new ArrayList<>();
  private final List<Future<RecordMetadata>> sending = new ArrayList<>();

  /** Collects from the beginning of {@code topics}, which exist. */
  public KafkaTester(String bootstrapServers, String... topics) {
    producer = new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0), new ByteArraySerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "enable.auto.commit", false, "fetch.max.wait.ms", 50),
        new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = Arrays.stream(topics)
        .flatMap(topic -> consumer.partitionsFor(topic).stream()).map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  public RecordMetadata send(String topic, String key, @Nullable String value) {
    return sendBytes(topic, key.getBytes(StandardCharsets.UTF_8), value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns when the broker has the record. */
  public RecordMetadata sendBytes(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    return place(producer.send(new ProducerRecord<>(topic, key, value)));
  }

  private static RecordMetadata place(Future<RecordMetadata> sending) {
    try {
      return sending.get();
    } catch (ExecutionException e) {
      throw new AssertionError("cannot send", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while sending", e);
    }
  }

  /** Sends without waiting; headers are names and values in turn. {@link #flush} waits for all of them. */
  public void sendLater(String topic, byte @Nullable [] key, byte @Nullable [] value, String... headers) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    sending.add(producer.send(record));
  }

  /** Returns when the broker has everything, with the places in the order of sending. */
  public List<RecordMetadata> flush() {
    producer.flush();
    List<RecordMetadata> places = sending.stream().map(KafkaTester::place).toList();
    sending.clear();
    return places;
  }

  /** Waits until {@code topic} has shown so many records. */
  public List<ConsumerRecord<byte[], byte[]>> awaitCount(String topic, int count, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    List<ConsumerRecord<byte[], byte[]>> found = all(topic);
    while (found.size() < count) {
      if (System.nanoTime() > end) throw new AssertionError(found.size() + " of " + count + " records on " + topic + " within " + limit);
      found = all(topic);
    }
    return found;
  }

  /** Waits for the first record that fits, also among those already collected. */
  public ConsumerRecord<byte[], byte[]> await(String what, Duration limit, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      for (ConsumerRecord<byte[], byte[]> record : collected) {
        if (wanted.test(record)) return record;
      }
      if (System.nanoTime() > end) throw new AssertionError("no " + what + " within " + limit + "; collected:\n" + this);
      poll();
    }
  }

  /** Waits for the record of {@code topic} with {@code key}. */
  public ConsumerRecord<byte[], byte[]> await(String topic, String key, Duration limit) {
    return await(topic + " of " + key, limit, r -> r.topic().equals(topic) && key.equals(text(r.key())));
  }

  /** Everything on {@code topic} so far, by offset within a partition. Reads on until nothing comes any more. */
  public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    while (poll() > 0) {
      // more may follow
    }
    return collected.stream().filter(r -> r.topic().equals(topic)).toList();
  }

  /** The values of {@code topic} under {@code key}, in order. */
  public List<String> values(String topic, String key) {
    return all(topic).stream().filter(r -> key.equals(text(r.key()))).map(r -> String.valueOf(text(r.value()))).toList();
  }

  private int poll() {
    int before = collected.size();
    consumer.poll(POLL).forEach(collected::add);
    return collected.size() - before;
  }

  public static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** The record's last header of that name as text. */
  public static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : text(header.value());
  }

  List<ConsumerRecord<byte[], byte[]>> collected() {
    return Collections.unmodifiableList(collected);
  }

  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    collected.forEach(r -> lines.append(r.topic()).append('-').append(r.partition()).append('@').append(r.offset()).append("  ")
        .append(text(r.key())).append("  ").append(text(r.value())).append('\n'));
    return lines.toString();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
