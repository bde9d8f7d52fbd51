package io.kafkaworkflow.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimestampOrNowTest {

  private final TimestampOrNow extractor = new TimestampOrNow();

  @Test
  void theRecordsTimestampCounts() {
    assertThat(extractor.extract(record(7), 1_000)).isEqualTo(7);
    assertThat(extractor.extract(record(0), 1_000)).isZero();
  }

  @Test
  void aRecordWithoutTimestampCountsFromNow() {
    long before = System.currentTimeMillis();
    assertThat(extractor.extract(record(-1), 1_000)).isBetween(before, before + 60_000);
  }

  private static ConsumerRecord<Object, Object> record(long timestamp) {
    return new ConsumerRecord<>("workflow-scheduler", 0, 0, timestamp, TimestampType.CREATE_TIME, 1, 1, "k", "v", new RecordHeaders(), java.util.Optional.empty());
  }
}
