package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka Streams announces a partition's next record before it hands over the one before. */
class BacklogTest {
  private static final long INTERVAL_MS = 50;
  private final Backlog backlog = new Backlog();
  private long nowEpochMs = 1_000_000;

  @BeforeEach
  void begin() {
    begin(backlog);
  }

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
    Thread other = new Thread(() -> {
      begin(backlog);
      announce(1, 3);
    });
    other.start();
    other.join();
    announce(0, 7);
    assertThat(applied(0, 7)).isTrue();
  }

  @Test
  void whereRecordsComeTogetherHalfAsManyAreWaitedFor() {
    assertThat(applyTogether(8)).containsExactly(8);
    assertThat(applyOneByOne(4)).as("as 8 came before, the first ones wait for the fourth").containsExactly(4);
    assertThat(applyOneByOne(2)).as("as 4 came before").containsExactly(2);
    assertThat(applyOneByOne(2)).as("as 2 came before, one is enough").containsExactly(1, 2);
  }

  @Test
  void aTransactionThatIsLargeEnoughWaitsForNoMore() {
    assertThat(applyTogether(1_000)).containsExactly(1_000);
    assertThat(applyOneByOne(Backlog.ENOUGH)).containsExactly(Backlog.ENOUGH);
  }

  @Test
  void whenTheIntervalHasPassedTheClockHasCommitted() {
    applyTogether(8);
    assertThat(applyOneByOne(3)).isEmpty();
    nowEpochMs += INTERVAL_MS;
    assertThat(applyOneByOne(2)).as("the clock has committed three, one of which is half").containsExactly(1, 2);
  }

  @Test
  void aRecordWithoutATimestampCountsAsSentNow() {
    long before = System.currentTimeMillis();
    assertThat(backlog.extract(record(0, 1, 5_000), 0)).isEqualTo(5_000);
    assertThat(backlog.extract(record(0, 2, -1), 0)).isGreaterThanOrEqualTo(before);
  }

  private static void begin(Backlog backlog) {
    Properties settings = new Properties();
    settings.setProperty("commit.interval.ms", String.valueOf(INTERVAL_MS));
    backlog.begin(new MockProcessorContext<>(settings));
  }

  /** Which of so many records that are read together ask for a commit, counted from 1. */
  private List<Integer> applyTogether(int count) {
    IntStream.rangeClosed(1, count).forEach(offset -> announce(0, offset));
    return IntStream.rangeClosed(1, count).filter(offset -> applied(0, offset)).boxed().toList();
  }

  /** Which of so many records that come one after the other ask for a commit, counted from 1. */
  private List<Integer> applyOneByOne(int count) {
    return IntStream.rangeClosed(1, count).filter(offset -> {
      announce(0, offset);
      return applied(0, offset);
    }).boxed().toList();
  }

  private void announce(int partition, long offset) {
    backlog.extract(record(partition, offset, 1), 0);
  }

  private boolean applied(int partition, long offset) {
    return backlog.isCommitDueAfter(new RecordMetadata() {
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
    }, nowEpochMs);
  }

  private static ConsumerRecord<Object, Object> record(int partition, long offset, long timestamp) {
    return new ConsumerRecord<>(
        "in", partition, offset, timestamp, TimestampType.CREATE_TIME, 1, 1, "k", "v", new RecordHeaders(), Optional.empty());
  }
}
