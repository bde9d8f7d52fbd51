package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.protocol.ResumeRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** Turns records into messages that a mailbox keeps, and back: nothing of a record is lost while it waits. */
final class Mail {
  private static final long UINT_MAX = (1L << 53) - 1;

  /** The record as a message. A timestamp that the continuation format cannot hold (clients may send any) becomes its greatest. */
  static Message of(Cause cause, ResumeRecord.Settle settle) {
    List<Message.Header> headers = new ArrayList<>();
    for (Header header : cause.record().headers()) {
      headers.add(new Message.Header(header.key(), header.value()));
    }
    return new Message(settle.refId(), cause.offset(), Math.min(cause.record().timestamp(), UINT_MAX), settle.recordJson(), headers);
  }

  /**
   * The record that a message was. A step that it causes has the id of that record, as if it had just come: the record caused no other.
   *
   * @param occasion the record that is being processed; of the same partition as the message's
   */
  static Cause cause(Message message, String threadId, Cause occasion) {
    Headers headers = new RecordHeaders();
    for (Message.Header header : message.headers()) {
      headers.add(header.name(), header.value());
    }
    Record<byte[], byte[]> record =
        new Record<>(threadId.getBytes(UTF_8), message.recordJson().getBytes(UTF_8), message.timestampEpochMs(), headers);
    return new Cause(record, occasion.topic(), occasion.partition(), message.offset(), occasion.nowEpochMs(), true);
  }

  /**
   * A record that the engine sends to itself when a thread has more mail than one record's time allows: it settles ref number 0, which
   * {@code ref()} never makes. It names the incarnation, so it does nothing to a later thread.
   */
  static Record<byte[], Outgoing> reminder(String threadId, ContinuationHeader thread, String resumeTopic, long nowEpochMs) {
    String value = "{\"ref\":\"" + reminderRef(thread) + "\"}";
    return new Record<>(threadId.getBytes(UTF_8), new Outgoing(resumeTopic, value.getBytes(UTF_8)), nowEpochMs, new RecordHeaders());
  }

  static String reminderRef(ContinuationHeader thread) {
    return OpenRef.generatedId(thread.incarnation(), 0);
  }

  private Mail() {}
}
