package io.kafkaworkflow.dev.records;

import io.kafkaworkflow.dev.clients.Clients;
import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics as a {@code read_committed} consumer and hands every record to listeners, in the order of their
 * timestamps as far as one poll sees them. Has a thread of its own, which calls the listeners; {@link #close()} ends it.
 */
public final class RecordFeed implements AutoCloseable {
  private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(20);

  /** What ends a thread, last among the records of one step: they all have one timestamp, and topics have no common order. */
  private static final Set<String> ENDINGS = Set.of(WorkflowTopic.RESULT.defaultName(), WorkflowTopic.ERROR.defaultName());

  private static final Comparator<ConsumerRecord<byte[], byte[]>> ORDER =
      Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp).thenComparing(record -> ENDINGS.contains(record.topic()));

  private final List<Consumer<ConsumerRecord<byte[], byte[]>>> listeners;
  private final PollLoop<byte[], byte[]> loop;

  /** Reads from the present end of {@code topics} on. Records sent after this call returned are all seen. */
  public RecordFeed(
      Clients clients, Collection<String> topics, List<Consumer<ConsumerRecord<byte[], byte[]>>> listeners, Consumer<RuntimeException> onFailure) {
    this.listeners = List.copyOf(listeners);
    Map<String, Object> config = new HashMap<>();
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("fetch.max.wait.ms", 100);
    var consumer = new KafkaConsumer<>(clients.with(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer.partitionsFor(topic, METADATA_TIMEOUT).forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seekToEnd is lazy
    loop = new PollLoop<>("record-feed", consumer, this::hand, onFailure);
  }

  /** A listener that shows every record on {@code terminal}. */
  public static Consumer<ConsumerRecord<byte[], byte[]>> printing(Terminal terminal, Collection<String> topics) {
    int columns = topics.stream().mapToInt(String::length).max().orElse(0);
    return new RecordPrinter(terminal, ZoneId.systemDefault(), columns)::print;
  }

  private void hand(ConsumerRecords<byte[], byte[]> polled) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    polled.forEach(records::add);
    records.sort(ORDER);
    records.forEach(record -> listeners.forEach(listener -> listener.accept(record)));
  }

  @Override
  public void close() {
    loop.close();
  }
}
