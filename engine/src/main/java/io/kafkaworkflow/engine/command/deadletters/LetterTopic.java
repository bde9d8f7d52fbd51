package io.kafkaworkflow.engine.command.deadletters;

import io.kafkaworkflow.engine.command.CommittedRecords;
import io.kafkaworkflow.start.StartException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the dead letter topic, one partition after the other and each in order. Ends where the topic ended when the reading began, so
 * that a command never meets what it causes itself. Used by one thread; does not own the consumer.
 */
final class LetterTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final CommittedRecords records;
  private final String topic;

  LetterTopic(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.records = new CommittedRecords(consumer);
    this.topic = topic;
  }

  String name() {
    return topic;
  }

  /** @throws StartException {@code command/no-dead-letter-topic} */
  List<TopicPartition> partitions() {
    List<TopicPartition> partitions = records.partitions(topic);
    if (partitions.isEmpty()) {
      throw new StartException("command/no-dead-letter-topic", "there is no topic " + topic, "the brokers that were asked",
          "nothing was done; the command exits with 1",
          "check the address, and `workflow.topic.dead-letter` in the file of --config when the topic has another name");
    }
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
      if (System.nanoTime() - beganNanos > CommittedRecords.SILENCE_MAX.toNanos()) {
        throw CommittedRecords.noAnswer("offsets " + readable + " of " + ends);
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
    return records.read(partition, begin(partition, sinceEpochMs, end), end, record -> reader.test(new Letter(record)));
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

  private long begin(TopicPartition partition, long sinceEpochMs, long end) {
    if (sinceEpochMs == 0) {
      return records.begin(partition);
    }
    var first = consumer.offsetsForTimes(Map.of(partition, sinceEpochMs)).get(partition);
    return first == null ? end : first.offset();
  }
}
