package io.kafkaworkflow.chaos.client;

import io.kafkaworkflow.chaos.checker.Store;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the changelogs of engine and scheduler, and so knows what is in their stores without asking them. Used by one thread. */
public final class Changelogs implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<String, Map<ByteBuffer, Integer>> live = new TreeMap<>();

  public Changelogs(String bootstrapServers) {
    consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "enable.auto.commit", false,
        "auto.offset.reset", "earliest"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    partitions = consumer.listTopics().entrySet().stream().filter(topic -> topic.getKey().endsWith("-changelog"))
        .flatMap(topic -> topic.getValue().stream()).map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
    partitions.forEach(partition -> live.put(partition.topic(), new HashMap<>()));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads on to the present end, and tells how the stores are now. */
  public Collection<Store> read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
      consumer.poll(POLL).forEach(this::take);
    }
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    return live.keySet().stream().map(topic -> store(topic, starts, ends)).toList();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Map<ByteBuffer, Integer> store = live.get(record.topic());
    ByteBuffer key = ByteBuffer.wrap(record.key());
    if (record.value() == null) {
      store.remove(key);
    } else {
      store.put(key, record.key().length + record.value().length);
    }
  }

  private Store store(String topic, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    Map<ByteBuffer, Integer> keys = live.get(topic);
    return new Store(topic, keys.size(), keys.values().stream().mapToLong(Integer::longValue).sum(), sum(topic, ends), sum(topic, ends) - sum(topic, starts));
  }

  private static long sum(String topic, Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream().filter(entry -> entry.getKey().topic().equals(topic)).mapToLong(Map.Entry::getValue).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
