package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.protocol.WorkflowHeader;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes the dead letter of a record: key, value, headers and timestamp as they came, and why in headers of Kafka Streams' own
 * names and ours. Headers of an earlier dead letter (a record that was sent again) are replaced.
 */
final class DeadLetter {

  /** @param then what the system did, for the message */
  static Record<byte[], Outgoing> of(Cause cause, Refusal refusal, String topic, String then) {
    String message = refusal.message(cause.place(), then);
    Headers headers = new RecordHeaders(cause.record().headers().toArray());
    put(headers, WorkflowHeader.REASON, refusal.code());
    put(headers, WorkflowHeader.ERROR_MESSAGE, message);
    if (cause.record().headers().lastHeader(WorkflowHeader.STREAMS_OFFSET.text()) != null) {
      headers.remove(WorkflowHeader.STEP_ID.text()); // of a dead letter that was sent again with all its headers
    }
    headers.add(WorkflowHeader.STEP_ID.text(), cause.stepId().getBytes(UTF_8)); // behind that of the step that sent the original, if one did
    put(headers, WorkflowHeader.STREAMS_EXCEPTION, refusal.code());
    put(headers, WorkflowHeader.STREAMS_MESSAGE, refusal.what().lines().findFirst().orElse(""));
    put(headers, WorkflowHeader.STREAMS_STACKTRACE, message);
    put(headers, WorkflowHeader.STREAMS_TOPIC, cause.topic());
    put(headers, WorkflowHeader.STREAMS_PARTITION, Integer.toString(cause.partition()));
    put(headers, WorkflowHeader.STREAMS_OFFSET, Long.toString(cause.offset()));
    Record<byte[], byte[]> original = cause.record();
    return new Record<>(original.key(), new Outgoing(topic, original.value()), original.timestamp(), headers);
  }

  private static void put(Headers headers, WorkflowHeader name, String value) {
    headers.remove(name.text()).add(name.text(), value.getBytes(UTF_8));
  }

  private DeadLetter() {}
}
