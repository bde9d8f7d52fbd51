package io.kafkaworkflow.engine.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages of one thread that wait until somebody awaits their refs (1-06), in the order in which they came.
 *
 * <p>It lies in the header, outside of the object graph: keeping a message runs no JavaScript. A step executor leaves it empty; who
 * stores a step's result puts the messages that are left back with {@link #into}.
 */
public record Mailbox(List<Message> messages) {
  public static final Mailbox EMPTY = new Mailbox(List.of());

  public Mailbox {
    messages = List.copyOf(messages);
  }

  public boolean isEmpty() {
    return messages.isEmpty();
  }

  /** True when a message waits for the ref: a later one must queue behind it. */
  public boolean holds(String refId) {
    return !isEmpty() && messages.stream().anyMatch(message -> message.refId().equals(refId));
  }

  /** The oldest message that one of {@code open} waits for. */
  public Optional<Message> nextFor(List<OpenRef> open) {
    for (Message message : messages) {
      for (OpenRef ref : open) {
        if (ref.number() == 0 && ref.id().equals(message.refId())) {
          return Optional.of(message);
        }
      }
    }
    return Optional.empty();
  }

  public Mailbox with(Message message) {
    List<Message> more = new ArrayList<>(messages);
    more.add(message);
    return new Mailbox(more);
  }

  /** @param message one that {@link #nextFor} gave */
  public Mailbox without(Message message) {
    List<Message> fewer = new ArrayList<>(messages);
    fewer.removeIf(each -> each == message);
    return fewer.isEmpty() ? EMPTY : new Mailbox(fewer);
  }

  /** Bytes of the messages in a continuation. */
  public int bytes() {
    ByteWriter out = new ByteWriter(256);
    messages.forEach(message -> message.write(out));
    return out.length();
  }

  /** {@code continuation} with this mailbox instead of its own; everything else stays as it is. */
  public byte[] into(byte[] continuation) {
    ByteReader in = new ByteReader(continuation);
    ContinuationHeader header = ContinuationHeader.read(in);
    ByteWriter out = new ByteWriter(continuation.length + 256);
    header.with(this).write(out);
    out.raw(continuation, in.offset(), in.remaining());
    return out.toBytes();
  }

  void write(ByteWriter out) {
    out.uint(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      messages.get(i).write(out);
    }
  }

  static Mailbox read(ByteReader in) {
    int count = in.count(Message.BYTES_MIN);
    if (count == 0) {
      return EMPTY;
    }
    List<Message> messages = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      messages.add(Message.read(in));
    }
    return new Mailbox(messages);
  }
}
