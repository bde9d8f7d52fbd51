package io.kafkaworkflow.engine.command;

import io.kafkaworkflow.start.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions in order, from one offset to another. Used by one thread; does not own the consumer, which {@link KafkaClients#consumer} makes. */
public final class CommittedRecords {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than any transaction of the engine stays open, whatever becomes of it. */
  public static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private final Consumer<byte[], byte[]> consumer;

  public CommittedRecords(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** In order of their numbers; none when there is no such topic. */
  public List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, info.partition()));
    }
    partitions.sort(Comparator.comparingInt(TopicPartition::partition));
    return partitions;
  }

  /** Offset of the first record that is still there. */
  public long begin(TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition)).get(partition);
  }

  /**
   * Gives the records from {@code begin} to before {@code end} to {@code reader} until that returns false.
   *
   * @param end not behind the last committed record as of now; then the reading ends
   * @return false when the reader ended it
   * @throws StartException {@code command/no-answer}: nothing came for a minute
   */
  public boolean read(TopicPartition partition, long begin, long end, Predicate<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, begin);
    long silentSinceNanos = System.nanoTime();
    while (consumer.position(partition) < end) {
      long before = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end && !reader.test(record)) {
          return false;
        }
      }
      if (consumer.position(partition) != before) {
        silentSinceNanos = System.nanoTime();
      } else if (System.nanoTime() - silentSinceNanos > SILENCE_MAX.toNanos()) {
        throw noAnswer(partition + "@" + before);
      }
    }
    return true;
  }

  /** @param where what did not move */
  public static StartException noAnswer(String where) {
    return new StartException("command/no-answer", "the brokers gave nothing new for " + SILENCE_MAX.toSeconds() + " s", where,
        "the command stops and exits with 1; what it said that it did is done",
        "check that the partition has a leader and that no transaction hangs (kafka-transactions.sh find-hanging); then give the command again");
  }
}
