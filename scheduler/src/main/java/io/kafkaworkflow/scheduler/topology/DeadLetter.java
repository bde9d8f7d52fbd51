package io.kafkaworkflow.scheduler.topology;

import io.kafkaworkflow.protocol.WorkflowHeader;
import io.kafkaworkflow.scheduler.timer.TimerCommand;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The record that takes a refused one to the dead letters: original key, value, headers and timestamp, and why. */
final class DeadLetter {

  /**
   * Key, value and headers of an original that still fit a topic of Kafka's default limit (1,048,588 bytes) with ours added. A
   * larger one is named, not copied: a dead letter that the brokers refuse would stop the partition for good.
   */
  static final int ORIGINAL_BYTES_MAX = 1_000_000;

  private DeadLetter() {}

  static Record<byte[], byte[]> of(Record<byte[], byte[]> original, RecordMetadata metadata, TimerCommand.Refuse refusal) {
    int bytes = size(original);
    boolean isCopied = bytes <= ORIGINAL_BYTES_MAX;
    Headers headers = isCopied ? new RecordHeaders(original.headers()) : new RecordHeaders();
    String where = metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset();
    String copied = isCopied ? "" : "; its " + bytes + " bytes are not copied, read them there";
    String message = refusal.reason().code() + ": " + refusal.what()
        + "\n  at    " + where + copied
        + "\n  then  no timer was armed or cancelled; the record is a dead letter, and the partition goes on"
        + "\n  help  " + refusal.reason().help();
    put(headers, WorkflowHeader.REASON, refusal.reason().code());
    put(headers, WorkflowHeader.ERROR_MESSAGE, message);
    put(headers, WorkflowHeader.STREAMS_EXCEPTION, refusal.reason().code());
    put(headers, WorkflowHeader.STREAMS_MESSAGE, refusal.what());
    put(headers, WorkflowHeader.STREAMS_STACKTRACE, message);
    put(headers, WorkflowHeader.STREAMS_TOPIC, metadata.topic());
    put(headers, WorkflowHeader.STREAMS_PARTITION, Integer.toString(metadata.partition()));
    put(headers, WorkflowHeader.STREAMS_OFFSET, Long.toString(metadata.offset()));
    Record<byte[], byte[]> letter = original.withHeaders(headers);
    return isCopied ? letter : letter.<byte[]>withKey(null).<byte[]>withValue(null);
  }

  private static int size(Record<byte[], byte[]> record) {
    int bytes = length(record.key()) + length(record.value());
    for (var header : record.headers()) {
      bytes += header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** Replaces headers of the same name: those of a redriven dead letter would tell of its first failure. */
  private static void put(Headers headers, WorkflowHeader header, String value) {
    headers.remove(header.text()).add(header.text(), value.getBytes(StandardCharsets.UTF_8));
  }
}
