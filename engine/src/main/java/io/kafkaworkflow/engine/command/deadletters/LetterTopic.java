package io.kafkaworkflow.engine.command.deadletters;

import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.start.StartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the dead letter topic, one partition after the other and each in order. Ends where the topic ended when the reading began, so
 * that a command never meets what it causes itself. Used by one thread; does not own the consumer.
 */
final class LetterTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than any transaction of the engine stays open, whatever becomes of it. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;

  LetterTopic(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  String name() {
    return topic;
  }

  /** @throws StartException {@code command/no-dead-letter-topic} */
  List<TopicPartition> partitions() {
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    if (known == null || known.isEmpty()) {
      throw new StartException("command/no-dead-letter-topic", "there is no topic " + topic, "the brokers that were asked",
          "nothing was done; the command exits with 1",
          "check the address, and `workflow.topic.dead-letter` in the file of --config when the topic has another name");
    }
    List<TopicPartition> partitions = new ArrayList<>();
    known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    partitions.sort(Comparator.comparingInt(TopicPartition::partition));
    return partitions;
  }

  /** Offsets behind the last committed record of each partition, as of now. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions());
  }

  /**
   * Waits until everything that was written before {@code ends} can be read: what is committed may stand behind an open transaction.
   *
   * @throws StartException {@code command/no-answer}
   */
  void awaitReadable(Map<TopicPartition, Long> ends) {
    long beganNanos = System.nanoTime();
    for (Map<TopicPartition, Long> readable = ends(); !reaches(readable, ends); readable = ends()) {
      if (System.nanoTime() - beganNanos > SILENCE_MAX.toNanos()) {
        throw noAnswer("offsets " + readable + " of " + ends);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static boolean reaches(Map<TopicPartition, Long> readable, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(end -> readable.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /**
   * Gives every record from {@code sinceEpochMs} on to {@code reader} until that returns false.
   *
   * @param sinceEpochMs timestamp of the records; earlier ones may come, too. 0: from the beginning
   * @param ends from {@link #ends}
   * @return false when the reader ended it
   * @throws StartException {@code command/no-answer}: nothing came for a minute
   */
  boolean read(TopicPartition partition, long sinceEpochMs, Map<TopicPartition, Long> ends, Predicate<Letter> reader) {
    long end = ends.getOrDefault(partition, 0L);
    consumer.assign(List.of(partition));
    long begin = begin(partition, sinceEpochMs, end);
    consumer.seek(partition, begin);
    long silentSinceNanos = System.nanoTime();
    while (consumer.position(partition) < end) {
      long before = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end && !reader.test(new Letter(record))) {
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

  /** The record at the position, when it is there and committed. */
  Optional<Letter> at(Position position) {
    TopicPartition partition = position.topicPartition();
    Long end = partitions().contains(partition) ? ends().get(partition) : null;
    if (end == null || position.offset() >= end || position.offset() < consumer.beginningOffsets(List.of(partition)).get(partition)) {
      return Optional.empty();
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, position.offset());
    while (consumer.position(partition) <= position.offset()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return record.offset() == position.offset() ? Optional.of(new Letter(record)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static StartException noAnswer(String where) {
    return new StartException("command/no-answer", "the brokers gave nothing new for " + SILENCE_MAX.toSeconds() + " s", where,
        "the command stops and exits with 1; what it said that it did is done",
        "check that the partition has a leader and that no transaction hangs (kafka-transactions.sh find-hanging); then give the command again");
  }

  private long begin(TopicPartition partition, long sinceEpochMs, long end) {
    if (sinceEpochMs == 0) {
      return consumer.beginningOffsets(List.of(partition)).get(partition);
    }
    var first = consumer.offsetsForTimes(Map.of(partition, sinceEpochMs)).get(partition);
    return first == null ? end : first.offset();
  }
}
