package io.kafkaworkflow.scheduler.topology;

import io.kafkaworkflow.protocol.WorkflowHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The W3C trace context of the record that armed a timer, kept with the timer and put onto the record that it sends, so that a
 * trace goes on across the wait.
 *
 * <p>As bytes: nothing when there is none; else a version byte {@code 1}, then for each header its number in {@link #CARRIED} (1
 * byte), the length of its value (4 bytes, big endian) and the value.
 */
final class TraceHeaders {

  /** Order is part of the stored form: only append. */
  private static final List<WorkflowHeader> CARRIED = List.of(WorkflowHeader.TRACEPARENT, WorkflowHeader.TRACESTATE, WorkflowHeader.BAGGAGE);

  /** W3C asks for 512 characters of tracestate and 8,192 bytes of baggage; a context beyond it is not carried. */
  static final int BYTES_MAX = 16 * 1024;

  private static final byte VERSION = 1;
  private static final byte[] NONE = {};

  private TraceHeaders() {}

  static byte[] save(Headers headers) {
    List<Header> present = new ArrayList<>();
    List<Byte> numbers = new ArrayList<>();
    int size = 1;
    for (int number = 0; number < CARRIED.size(); number++) {
      Header header = headers.lastHeader(CARRIED.get(number).text());
      if (header != null && header.value() != null) {
        present.add(header);
        numbers.add((byte) number);
        size += 1 + Integer.BYTES + header.value().length;
      }
    }
    if (present.isEmpty() || size > BYTES_MAX) {
      return NONE;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).put(VERSION);
    for (int i = 0; i < present.size(); i++) {
      bytes.put(numbers.get(i)).putInt(present.get(i).value().length).put(present.get(i).value());
    }
    return bytes.array();
  }

  /** @throws IllegalStateException the bytes are of another version or broken: the store is not ours; the task stops */
  static Headers restore(byte[] saved) {
    Headers headers = new RecordHeaders();
    ByteBuffer bytes = ByteBuffer.wrap(saved);
    if (bytes.hasRemaining() && bytes.get() != VERSION) {
      throw new IllegalStateException("Expected trace headers of version " + VERSION + ", but the timer store has version " + saved[0]);
    }
    while (bytes.hasRemaining()) {
      WorkflowHeader header = CARRIED.get(bytes.get());
      byte[] value = new byte[bytes.getInt()];
      bytes.get(value);
      headers.add(header.text(), value);
    }
    return headers;
  }

}
