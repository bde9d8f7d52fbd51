package io.kafkaworkflow.bench.client;

import io.kafkaworkflow.bench.process.Lab;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their present end as a {@code read_committed} consumer. Used by one thread. */
public final class Arrivals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  public Arrivals(Lab lab, String... topics) {
    consumer = new KafkaConsumer<>(
        Map.of("bootstrap.servers", lab.bootstrapServers(), "isolation.level", "read_committed", "enable.auto.commit", false, "max.poll.records", 10_000),
        new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = Arrays.stream(topics)
        .flatMap(topic -> consumer.partitionsFor(topic).stream()).map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking is lazy: ask now, or records sent before the first poll are skipped
  }

  /** Hands over what comes, until {@code count} records came. */
  public void take(long count, Duration limit, Consumer<ConsumerRecord<byte[], byte[]>> receive) {
    long end = System.nanoTime() + limit.toNanos();
    long taken = 0;
    while (taken < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Expected " + count + " records on " + consumer.assignment() + " within " + limit + ", but got " + taken);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        taken++;
        receive.accept(record);
      }
    }
  }

  /** Hands over what has come since the last call, waiting a short time when nothing has. */
  public void poll(Consumer<ConsumerRecord<byte[], byte[]>> receive) {
    consumer.poll(POLL).forEach(receive);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
