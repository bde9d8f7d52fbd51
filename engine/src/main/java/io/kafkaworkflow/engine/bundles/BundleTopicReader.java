package io.kafkaworkflow.engine.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.protocol.BundleManifest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads {@code workflow-bundles}, committed records only. Keeps manifests and places in memory and fetches the bytes of a bundle when they are
 * asked for, so that years of bundles cost next to nothing. Used by one thread at a time.
 */
final class BundleTopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration NEW_TOPIC_MAX = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final BundleIndex index = new BundleIndex();

  /** @throws org.apache.kafka.common.KafkaException the brokers do not answer, or refuse */
  BundleTopicReader(BundleTopicSettings settings) {
    consumer = new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      partitions = partitions(settings.topic());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** A topic that was created a moment ago is not known to every broker yet. */
  private List<TopicPartition> partitions(String topic) {
    long end = System.nanoTime() + NEW_TOPIC_MAX.toNanos();
    while (true) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (!found.isEmpty()) {
        return found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      }
      if (System.nanoTime() > end) {
        throw new UnknownTopicOrPartitionException("there is no topic " + topic);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** What was on the topic at the last {@link #readToEnd}. */
  BundleIndex index() {
    return index;
  }

  /**
   * Takes in everything that was committed before this call.
   *
   * @throws TimeoutException the brokers did not answer in time; what was read so far is kept
   */
  void readToEnd(Duration limit) {
    readTo(consumer.endOffsets(partitions, limit), limit);
  }

  /** Takes in the records at these offsets and all before them; waits for them to be committed. */
  void readPast(Map<TopicPartition, Long> offsets, Duration limit) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    offsets.forEach((partition, offset) -> ends.put(partition, offset + 1));
    readTo(ends, limit);
  }

  private void readTo(Map<TopicPartition, Long> ends, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey(), limit) < e.getValue())) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("the bundles could not be read within " + limit);
      }
      consumer.poll(POLL).forEach(index::apply);
    }
  }

  /** Waits a moment for further records. */
  void awaitMore() {
    consumer.poll(POLL).forEach(index::apply);
  }

  /**
   * The chunks of a bundle of the index, in order, as one array; empty when one of them has been removed since.
   *
   * @throws TimeoutException the brokers did not answer in time
   */
  Optional<byte[]> payload(BundleManifest manifest, Duration limit) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    partitions.forEach(partition -> positions.put(partition, consumer.position(partition, limit)));
    try {
      return joined(manifest, fetch(manifest, limit));
    } finally {
      positions.forEach(consumer::seek);
    }
  }

  private Map<String, byte[]> fetch(BundleManifest manifest, Duration limit) {
    Map<TopicPartition, Long> lastOffsets = new TreeMap<>((a, b) -> Integer.compare(a.partition(), b.partition()));
    for (int i = 0; i < manifest.chunks(); i++) {
      BundleIndex.Place place = index.placeOf(manifest.chunkKey(i));
      Long last = lastOffsets.get(place.partition());
      if (last == null || place.offset() < consumer.position(place.partition(), limit)) {
        consumer.seek(place.partition(), place.offset());
      }
      lastOffsets.merge(place.partition(), place.offset(), Math::max);
    }
    Map<String, byte[]> found = new HashMap<>();
    long end = System.nanoTime() + limit.toNanos();
    while (lastOffsets.entrySet().stream().anyMatch(e -> consumer.position(e.getKey(), limit) <= e.getValue())) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("bundle " + manifest.bundleId() + " could not be read within " + limit);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.key() != null && record.value() != null) {
          found.put(new String(record.key(), UTF_8), record.value());
        }
      }
    }
    return found;
  }

  private static Optional<byte[]> joined(BundleManifest manifest, Map<String, byte[]> found) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < manifest.chunks(); i++) {
      byte[] chunk = found.get(manifest.chunkKey(i));
      if (chunk == null) {
        return Optional.empty();
      }
      all.writeBytes(chunk);
    }
    return Optional.of(all.toByteArray());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
