package io.kafkaworkflow.engine.step;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A settle record that came before anybody awaited its ref, kept whole, so that it can become a dead letter as it came.
 *
 * @param refId what {@code refId} calls the ref; never one that {@code ref()} made
 * @param offset of the record on the thread's partition of the resume topic
 * @param timestampEpochMs of the record; at most 2^53-1
 * @param recordJson the record's whole value
 * @param headers of the record, in order
 */
public record Message(String refId, long offset, long timestampEpochMs, String recordJson, List<Header> headers) {

  /** A record header; the array is not to be changed. */
  public record Header(String name, byte @Nullable [] value) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Header header && name.equals(header.name) && Arrays.equals(value, header.value);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(value);
    }
  }

  /** Empty texts, an offset, a timestamp and no headers. */
  static final int BYTES_MIN = 5;

  public Message {
    headers = List.copyOf(headers);
  }

  void write(ByteWriter out) {
    out.text(refId);
    out.uint(offset);
    out.uint(timestampEpochMs);
    out.text(recordJson);
    writeHeaders(out, headers);
  }

  static void writeHeaders(ByteWriter out, List<Header> headers) {
    out.uint(headers.size());
    for (Header header : headers) {
      out.text(header.name());
      byte[] value = header.value();
      out.uint(value == null ? 0 : value.length + 1L);
      if (value != null) {
        out.raw(value);
      }
    }
  }

  static Message read(ByteReader in) {
    int start = in.offset();
    String refId = in.text();
    if (refId.isEmpty() || OpenRef.isGenerated(refId)) {
      throw MalformedContinuationException.at(start, "expected a message for a named ref, found an empty name or an id that ref() makes");
    }
    long offset = in.uint();
    long timestamp = in.uint();
    String json = in.text();
    return new Message(refId, offset, timestamp, json, readHeaders(in));
  }

  static List<Header> readHeaders(ByteReader in) {
    Header[] headers = new Header[in.count(2)]; // a name and a length at least
    for (int i = 0; i < headers.length; i++) {
      String name = in.text();
      int length = in.smallUint() - 1;
      if (length < 0) {
        headers[i] = new Header(name, null);
      } else {
        int at = in.skip(length);
        headers[i] = new Header(name, Arrays.copyOfRange(in.array(), at, at + length));
      }
    }
    return List.of(headers);
  }
}
