package io.kafkaworkflow.it.timers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a {@code read_committed} reader sees of timers that fire, held against when they were due. The promises: no timer fires before
 * it is due, each fires, each fires once.
 */
final class FiredTimers implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int EXAMPLES_MAX = 20;

  private final ArmedTimers armed;
  private final KafkaConsumer<String, String> consumer;
  private final BitSet seen;
  private final int[] sentLateMs;
  private final int[] seenLateMs;
  private final List<String> wrong = new ArrayList<>();
  private long firstSentAtEpochMs = Long.MAX_VALUE;
  private long lastSentAtEpochMs;

  FiredTimers(String bootstrapServers, String topic, ArmedTimers armed) {
    this.armed = armed;
    seen = new BitSet(armed.count());
    sentLateMs = new int[armed.count()];
    seenLateMs = new int[armed.count()];
    consumer = new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "enable.auto.commit", false, "max.poll.records", 10_000,
            "fetch.max.wait.ms", 20),
        new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads until so many different timers have been seen, or for {@code limit}; tells whether they have. */
  boolean readUntil(int count, Duration limit) {
    return readUntil(() -> seen.cardinality() >= count, limit);
  }

  /** As the other, until {@code isDone}: a test that waited for something without reading would see late what came in time. */
  boolean readUntil(BooleanSupplier isDone, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!isDone.getAsBoolean() && System.nanoTime() < end) {
      consumer.poll(POLL).forEach(record -> see(record, System.currentTimeMillis()));
    }
    return isDone.getAsBoolean();
  }

  /** Reads what is there to the end of the topic; nobody writes to it any more. */
  void readToTheEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(record -> see(record, System.currentTimeMillis()));
    }
  }

  private void see(ConsumerRecord<String, String> record, long nowEpochMs) {
    int timer = ArmedTimers.number(record.key());
    long due = armed.dueAtEpochMs(timer);
    if (record.timestamp() < due) {
      note("timer " + timer + " was sent " + (due - record.timestamp()) + " ms early");
    }
    if (!record.value().equals("{\"ref\":\"~0.1\"}")) {
      note("timer " + timer + " carries " + record.value());
    }
    if (seen.get(timer)) {
      note("timer " + timer + " fired twice");
      return;
    }
    seen.set(timer);
    sentLateMs[timer] = (int) (record.timestamp() - due);
    seenLateMs[timer] = (int) (nowEpochMs - due);
    firstSentAtEpochMs = Math.min(firstSentAtEpochMs, record.timestamp());
    lastSentAtEpochMs = Math.max(lastSentAtEpochMs, record.timestamp());
  }

  private void note(String what) {
    if (wrong.size() < EXAMPLES_MAX) {
      wrong.add(what);
    }
  }

  /** What broke a promise, the first few; empty when all is right. */
  List<String> wrong() {
    List<String> all = new ArrayList<>(wrong);
    if (seen.cardinality() < armed.count()) {
      all.add((armed.count() - seen.cardinality()) + " timers never fired, the first is " + seen.nextClearBit(0));
    }
    return all;
  }

  int count() {
    return seen.cardinality();
  }

  /** Timers per second between the first and the last that were sent. */
  long rate() {
    return seen.cardinality() * 1_000L / Math.max(1, lastSentAtEpochMs - firstSentAtEpochMs);
  }

  /** Percentiles of how late the timers were, when sent and when seen; milliseconds. */
  String lateness() {
    return "sent " + percentiles(sentLateMs) + "; at the reader " + percentiles(seenLateMs);
  }

  private static String percentiles(int[] values) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    return "p50 %d p90 %d p99 %d max %d".formatted(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.9)], sorted[(int) (sorted.length * 0.99)],
        sorted[sorted.length - 1]);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
