package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Kafka Streams announces a partition's next record before it hands over the one before. */
class BacklogTest {
  private final Backlog backlog = new Backlog();

  @Test
  void aLoneRecordLeavesNothing() {
    announce(0, 7);
    assertThat(applied(0, 7)).isTrue();
  }

  @Test
  void aRecordBeforeAnotherLeavesThatOne() {
    announce(0, 7);
    announce(0, 9); // a marker lies between
    assertThat(applied(0, 7)).isFalse();
    assertThat(applied(0, 9)).isTrue();
  }

  @Test
  void partitionsOfOneStreamThreadCountTogether() {
    announce(0, 7);
    announce(1, 3);
    assertThat(applied(0, 7)).isFalse();
    assertThat(applied(1, 3)).isTrue();
  }

  @Test
  void aPartitionThatWentAwayDoesNotCount() {
    announce(0, 7);
    announce(1, 3);
    backlog.forget(1);
    assertThat(applied(0, 7)).isTrue();
  }

  @Test
  void anotherStreamThreadsRecordsDoNotCount() throws InterruptedException {
    Thread other = new Thread(() -> announce(1, 3));
    other.start();
    other.join();
    announce(0, 7);
    assertThat(applied(0, 7)).isTrue();
  }

  @Test
  void aRecordWithoutATimestampCountsAsSentNow() {
    long before = System.currentTimeMillis();
    assertThat(backlog.extract(record(0, 1, 5_000), 0)).isEqualTo(5_000);
    assertThat(backlog.extract(record(0, 2, -1), 0)).isGreaterThanOrEqualTo(before);
  }

  private void announce(int partition, long offset) {
    backlog.extract(record(partition, offset, 1), 0);
  }

  private boolean applied(int partition, long offset) {
    return backlog.isEmptyAfter(new RecordMetadata() {
      @Override
      public String topic() {
        return "in";
      }

      @Override
      public int partition() {
        return partition;
      }

      @Override
      public long offset() {
        return offset;
      }
    });
  }

  private static ConsumerRecord<Object, Object> record(int partition, long offset, long timestamp) {
    return new ConsumerRecord<>(
        "in", partition, offset, timestamp, TimestampType.CREATE_TIME, 1, 1, "k", "v", new RecordHeaders(), Optional.empty());
  }
}
