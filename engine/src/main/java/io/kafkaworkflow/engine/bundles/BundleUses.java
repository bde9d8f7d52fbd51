package io.kafkaworkflow.engine.bundles;

import io.kafkaworkflow.engine.step.BundleId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the threads that wait by the bundle they are pinned to, in the changelog of the store {@code workflow-threads}, while engines run.
 *
 * <p>Needs nothing of a continuation but its first bytes, which every version of the format has in the same place: format, status, bundle id. Bytes too short for that
 * are no thread of any engine.
 */
final class BundleUses {
  private static final Duration POLL = Duration.ofMillis(500);
  /** The newest format whose statuses this engine knows. A thread of a newer one counts as waiting: a bundle too many is kept, never one too few. */
  private static final int FORMAT_MAX = 2;
  private static final int WAITING = 0;
  private static final int ID_AT = 2;

  private final String changelog;
  private final Properties consumerSettings;

  BundleUses(Properties settings, BundleTopicSettings topic) {
    this.changelog = settings.getProperty("application.id") + "-workflow-threads-changelog";
    this.consumerSettings = topic.consumer();
  }

  /**
   * Everything that was written before this call counts, once it is decided: transactions that are open now are waited for.
   *
   * @return threads by bundle id, bundles without threads left out
   * @throws io.kafkaworkflow.start.StartException {@code config/no-thread-store}: there is no such changelog
   * @throws TimeoutException no progress for {@code limit}
   */
  Map<String, Long> count(Duration limit) {
    Map<String, Long> counts = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      // one partition at a time: only its threads are in memory
      for (TopicPartition partition : partitions(consumer, limit)) {
        latest(consumer, partition, limit).values().forEach(id -> counts.merge(id.toString(), 1L, Long::sum));
      }
    }
    return counts;
  }

  private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Duration limit) {
    try {
      List<PartitionInfo> partitions = consumer.partitionsFor(changelog, limit);
      if (!partitions.isEmpty()) {
        return partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      }
    } catch (UnknownTopicOrPartitionException e) {
      throw BundleErrors.noThreadStore(changelog);
    }
    throw BundleErrors.noThreadStore(changelog);
  }

  private Map<ByteBuffer, BundleId> latest(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, Duration limit) {
    Map<ByteBuffer, BundleId> threads = new HashMap<>();
    Map<BundleId, BundleId> shared = new HashMap<>();
    long highWatermark = highWatermark(partition, limit);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long before = -1;
    long progressNanos = System.nanoTime();
    for (long at = consumer.position(partition, limit); at < highWatermark; at = consumer.position(partition, limit)) {
      if (at != before) {
        before = at;
        progressNanos = System.nanoTime();
      } else if (System.nanoTime() - progressNanos > limit.toNanos()) {
        throw new TimeoutException("no progress on " + partition + " at offset " + at + " of " + highWatermark + " within " + limit);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        BundleId used = used(record.value());
        if (used == null) {
          threads.remove(ByteBuffer.wrap(record.key()));
        } else {
          threads.put(ByteBuffer.wrap(record.key()), shared.computeIfAbsent(used, id -> id));
        }
      }
    }
    return threads;
  }

  private static @Nullable BundleId used(byte @Nullable [] continuation) {
    if (continuation == null || continuation.length < ID_AT + BundleId.BYTES) {
      return null;
    }
    boolean isEnded = continuation[0] <= FORMAT_MAX && continuation[1] != WAITING;
    return isEnded ? null : BundleId.fromBytes(continuation, ID_AT);
  }

  /** The end with open transactions included: behind an old open one, a committed record could hide from the committed end. */
  private long highWatermark(TopicPartition partition, Duration limit) {
    Properties uncommitted = new Properties();
    uncommitted.putAll(consumerSettings);
    uncommitted.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(List.of(partition), limit).get(partition);
    }
  }
}
