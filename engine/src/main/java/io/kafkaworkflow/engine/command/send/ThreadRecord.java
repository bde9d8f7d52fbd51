package io.kafkaworkflow.engine.command.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.Label;
import io.kafkaworkflow.protocol.ResumeRecord;
import io.kafkaworkflow.protocol.WorkflowHeader;
import io.kafkaworkflow.start.StartException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that moves one thread, known to be well formed (docs/protocol.md, "Records on workflow-resume").
 *
 * @param idempotencyKey of a start; null for none
 * @param labels of a start
 */
record ThreadRecord(String threadId, String value, @Nullable String idempotencyKey, List<Label> labels) {

  private ThreadRecord(String threadId, String value, @Nullable String idempotencyKey) {
    this(threadId, value, idempotencyKey, List.of());
  }

  /** @throws StartException {@code command/record-refused}: the engine would make a dead letter of it */
  ThreadRecord {
    byte[] key = idempotencyKey == null ? null : idempotencyKey.getBytes(UTF_8);
    if (ResumeRecord.parse(threadId.getBytes(UTF_8), value.getBytes(UTF_8), key) instanceof ResumeRecord.Malformed malformed) {
      throw refused(threadId, malformed);
    }
  }

  /** @param argumentJson passed on as it is */
  static ThreadRecord start(String threadId, String argumentJson, @Nullable String idempotencyKey) {
    return new ThreadRecord(threadId, "new:" + argumentJson, idempotencyKey);
  }

  /** A start that is ignored while the thread runs. */
  static ThreadRecord startIfAbsent(String threadId, String argumentJson) {
    return new ThreadRecord(threadId, "init:" + argumentJson, null);
  }

  /** @param valueJson null for undefined */
  static ThreadRecord value(String threadId, String refId, @Nullable String valueJson) {
    return new ThreadRecord(threadId, "{\"ref\":" + JsonText.quote(refId) + (valueJson == null ? "" : ",\"value\":" + valueJson) + "}", null);
  }

  static ThreadRecord error(String threadId, String refId, String errorJson) {
    return new ThreadRecord(threadId, "{\"ref\":" + JsonText.quote(refId) + ",\"error\":" + errorJson + "}", null);
  }

  static ThreadRecord cancel(String threadId, String reason) {
    return new ThreadRecord(threadId, "{\"cancel\":" + JsonText.quote(reason) + "}", null);
  }

  static ThreadRecord terminate(String threadId, String reason) {
    return new ThreadRecord(threadId, "{\"terminate\":" + JsonText.quote(reason) + "}", null);
  }

  /** The same with labels for the thread that it starts, each name once. */
  ThreadRecord with(List<Label> more) {
    return new ThreadRecord(threadId, value, idempotencyKey, more);
  }

  ProducerRecord<byte[], byte[]> to(String topic) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, threadId.getBytes(UTF_8), value.getBytes(UTF_8));
    if (idempotencyKey != null) {
      record.headers().add(WorkflowHeader.IDEMPOTENCY_KEY.text(), idempotencyKey.getBytes(UTF_8));
    }
    labels.forEach(label -> record.headers().add(label.headerName(), label.headerValue()));
    return record;
  }

  private static StartException refused(String threadId, ResumeRecord.Malformed malformed) {
    String found = malformed.detail().isEmpty() ? malformed.reason().meaning() : malformed.reason().meaning() + ": " + malformed.detail();
    return new StartException("command/record-refused", malformed.reason().code() + ", " + found, "thread " + Printable.line(threadId),
        "the engine would make a dead letter of this record, so it was not sent; the command exits with 1", malformed.reason().help());
  }
}
