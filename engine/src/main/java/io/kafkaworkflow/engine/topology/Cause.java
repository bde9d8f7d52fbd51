package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.protocol.Limits;
import io.kafkaworkflow.protocol.ResumeRecord;
import io.kafkaworkflow.protocol.StepId;
import io.kafkaworkflow.protocol.WorkflowHeader;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The record that a step answers, with its place.
 *
 * @param record as it came, bytes untouched
 * @param nowEpochMs the time of the step; every output of it carries this timestamp
 * @param isKeyedByThread the key is a thread id: it is a record of the resume topic
 */
record Cause(Record<byte[], byte[]> record, String topic, int partition, long offset, long nowEpochMs, boolean isKeyedByThread) {
  /** A record of the resume topic. */
  static Cause of(Record<byte[], byte[]> record, RecordMetadata place, long nowEpochMs) {
    return new Cause(record, place.topic(), place.partition(), place.offset(), nowEpochMs, true);
  }

  /** A record of a domain topic. */
  static Cause ofInput(Record<byte[], byte[]> record, RecordMetadata place, long nowEpochMs) {
    return new Cause(record, place.topic(), place.partition(), place.offset(), nowEpochMs, false);
  }

  /** Stable name of the step: the same again when the record is processed again. */
  String stepId() {
    return StepId.of(topic, partition, offset);
  }

  /** For people: {@code workflow-resume-0@17, thread o-42}. */
  String place() {
    String place = topic + "-" + partition + "@" + offset;
    byte[] key = record.key();
    boolean isThreadId = isKeyedByThread && key != null && key.length > 0 && key.length <= Limits.THREAD_ID_BYTES_MAX;
    return isThreadId ? place + ", thread " + ThreadLog.printable(new String(key, UTF_8)) : place;
  }

  /** The record, read. */
  ResumeRecord read() {
    Header idempotencyKey = record.headers().lastHeader(WorkflowHeader.IDEMPOTENCY_KEY.text());
    return ResumeRecord.parse(record.key(), record.value(), idempotencyKey == null ? null : idempotencyKey.value());
  }
}
