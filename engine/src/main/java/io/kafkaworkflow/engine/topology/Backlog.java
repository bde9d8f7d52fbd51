package io.kafkaworkflow.engine.topology;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What each stream thread has read and not applied yet, so that it commits when nothing is left instead of when the commit interval has passed (decision 0018): a
 * record that comes alone is committed at once, records that come together share a transaction. What arrives during a commit is read together after it, so
 * that slow commits are large and few. Where records come together, a transaction waits for half as many as the one before had: the answers to what a commit made visible
 * come one after the other, and the first must not be committed alone. {@code commit.interval.ms} bounds all of it.
 *
 * <p>Kafka Streams asks for the timestamp of a partition's next record before it hands over the one before: that tells whether there is a next one. Should it stop doing so,
 * every record looks like the last one: correct, but slow.
 *
 * <p>One for each topology. Every method is about the calling stream thread.
 */
final class Backlog implements TimestampExtractor {
  /** A transaction of so many records costs each of them little: it waits for no more. */
  static final int ENOUGH = 32;

  private final ThreadLocal<Share> ofThread = ThreadLocal.withInitial(Share::new);

  /** What one stream thread has read and applied. */
  private static final class Share {
    /** By partition of the one source topic, the offset of the newest record that was announced and is not applied. */
    final Map<Integer, Long> announced = new HashMap<>();
    /** Records of the open transaction, and of the one before. */
    int applied;
    int appliedBefore;
    long openedAtEpochMs;
    long commitIntervalMs;

    void endTransaction() {
      appliedBefore = applied;
      applied = 0;
    }
  }

  /** Tells that the calling stream thread has a task. */
  void begin(ProcessingContext context) {
    ofThread.get().commitIntervalMs = (Long) context.appConfigs().get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
  }

  /** A record without a valid timestamp must not stop the partition: it counts as sent now. */
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    ofThread.get().announced.put(record.partition(), record.offset());
    return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
  }

  /**
   * Tells that a record was applied.
   *
   * @return whether to commit now
   */
  boolean isCommitDueAfter(RecordMetadata applied, long nowEpochMs) {
    Share share = ofThread.get();
    Long newest = share.announced.get(applied.partition());
    if (newest != null && newest <= applied.offset()) {
      share.announced.remove(applied.partition());
    }
    if (share.applied > 0 && nowEpochMs - share.openedAtEpochMs >= share.commitIntervalMs) {
      share.endTransaction(); // the clock has
    }
    if (share.applied++ == 0) {
      share.openedAtEpochMs = nowEpochMs;
    }
    boolean isDue = share.announced.isEmpty() && share.applied >= Math.min(share.appliedBefore / 2, ENOUGH);
    if (isDue) {
      share.endTransaction();
    }
    return isDue;
  }

  /** Tells that the partition went to another stream thread, with what was read of it. */
  void forget(int partition) {
    ofThread.get().announced.remove(partition);
  }
}
