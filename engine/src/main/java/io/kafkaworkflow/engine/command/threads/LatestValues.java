package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.CommittedRecords;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a changelog says now: the last record of each key that has a value. However many keys there are, only some are in memory at a time: when there are more, the
 * partition is read again for each half of them, and so on. Used by one thread.
 */
final class LatestValues {
  private static final int HALVINGS_MAX = 20;

  private final Records records;
  private final int keysMax;

  /** Gives the records of a partition, in order, until the reader returns false; returns whether it read to the end. The same ones each time. */
  interface Records {
    boolean read(Predicate<ConsumerRecord<byte[], byte[]>> reader);
  }

  /** @param keysMax keys whose records are in memory at most */
  LatestValues(Records records, int keysMax) {
    this.records = records;
    this.keysMax = keysMax;
  }

  /** Of one partition, from its beginning to {@code end}. */
  static LatestValues of(CommittedRecords committed, TopicPartition partition, long end, int keysMax) {
    long begin = committed.begin(partition);
    return new LatestValues(reader -> committed.read(partition, begin, end, reader), keysMax);
  }

  /**
   * Gives each to {@code reader} until that returns false; those that changed last come last, unless there are more keys than {@code keysMax}.
   *
   * @return false when the reader ended it
   */
  boolean forEach(Predicate<ConsumerRecord<byte[], byte[]>> reader) {
    return forEach(0, 0, reader);
  }

  /** Those whose keys have {@code share} in the last {@code halvings} bits of their checksum. */
  private boolean forEach(int halvings, int share, Predicate<ConsumerRecord<byte[], byte[]>> reader) {
    Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> latest = new LinkedHashMap<>();
    boolean isWhole = records.read(record -> {
      if ((checksum(record.key()) & ((1 << halvings) - 1)) == share) {
        ByteBuffer key = ByteBuffer.wrap(record.key());
        latest.remove(key); // so that it goes to the end
        if (record.value() != null) {
          latest.put(key, record);
        }
      }
      return latest.size() <= keysMax;
    });
    if (isWhole) {
      return latest.values().stream().allMatch(reader);
    }
    if (halvings == HALVINGS_MAX) {
      throw new IllegalStateException("Expected checksums that spread keys, but more than " + keysMax + " agree in " + halvings + " bits");
    }
    latest.clear();
    return forEach(halvings + 1, share, reader) && forEach(halvings + 1, share | 1 << halvings, reader);
  }

  private static int checksum(byte[] key) {
    CRC32C checksum = new CRC32C();
    checksum.update(key, 0, key.length);
    return (int) checksum.getValue();
  }
}
