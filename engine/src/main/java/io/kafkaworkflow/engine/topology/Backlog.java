package io.kafkaworkflow.engine.topology;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What each stream thread has read and not applied yet, so that it commits when nothing is left instead of when the commit interval has passed (decision 0018): a
 * record that comes alone is committed at once, records that come together share a transaction. What arrives during a commit is read together after it, so
 * that slow commits are large and few. {@code commit.interval.ms} bounds how long records that keep coming may share one.
 *
 * <p>Kafka Streams asks for the timestamp of a partition's next record before it hands over the one before: that tells whether there is a next one. Should it stop doing so,
 * every record looks like the last one: correct, but slow.
 *
 * <p>One for each topology. Every method is about the calling stream thread.
 */
final class Backlog implements TimestampExtractor {
  /** By partition of the one source topic, the offset of the newest record that was announced and is not applied. */
  private final ThreadLocal<Map<Integer, Long>> announced = ThreadLocal.withInitial(HashMap::new);

  /** A record without a valid timestamp must not stop the partition: it counts as sent now. */
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    announced.get().put(record.partition(), record.offset());
    return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
  }

  /**
   * Tells that a record was applied.
   *
   * @return whether it was the last of those that this stream thread has read
   */
  boolean isEmptyAfter(RecordMetadata applied) {
    Map<Integer, Long> left = announced.get();
    Long newest = left.get(applied.partition());
    if (newest != null && newest <= applied.offset()) {
      left.remove(applied.partition());
    }
    return left.isEmpty();
  }

  /** Tells that the partition went to another stream thread, with what was read of it. */
  void forget(int partition) {
    announced.get().remove(partition);
  }
}
