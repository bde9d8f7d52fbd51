package io.kafkaworkflow.engine.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a continuation that needs no JavaScript to be read (docs/continuation-format.md, "Header").
 *
 * @param incarnation offset of the record that started the thread
 * @param step number of steps applied, 1 after the start
 * @param idempotencyKey of the record that started the thread, empty when there was none
 * @param openRefs in order of creation; empty unless {@code status} is waiting
 * @param mailbox empty unless {@code status} is waiting
 * @param kept headers of records that stay with the thread, also after its end
 */
public record ContinuationHeader(
    ThreadStatus status,
    BundleId bundleId,
    long incarnation,
    long step,
    long startedAtEpochMs,
    long updatedAtEpochMs,
    String idempotencyKey,
    List<OpenRef> openRefs,
    Mailbox mailbox,
    KeptHeaders kept) {

  private static final int FORMAT = 1;
  /** As 1, with kept headers behind the mailbox. Threads without any stay readable for earlier engines. */
  private static final int FORMAT_KEPT = 2;
  private static final ThreadStatus[] STATUSES = ThreadStatus.values();

  public ContinuationHeader {
    openRefs = List.copyOf(openRefs);
  }

  /** A header with an empty mailbox and nothing kept. */
  public ContinuationHeader(ThreadStatus status, BundleId bundleId, long incarnation, long step, long startedAtEpochMs,
      long updatedAtEpochMs, String idempotencyKey, List<OpenRef> openRefs) {
    this(status, bundleId, incarnation, step, startedAtEpochMs, updatedAtEpochMs, idempotencyKey, openRefs, Mailbox.EMPTY, KeptHeaders.NONE);
  }

  /**
   * Reads the header at the start of {@code continuation}; a completion record must end with it.
   *
   * @throws MalformedContinuationException the bytes are no continuation of format 1 or 2
   */
  public static ContinuationHeader read(byte[] continuation) {
    return read(new ByteReader(continuation));
  }

  /** As {@link #read(byte[])}; leaves {@code in} at the body. */
  public static ContinuationHeader read(ByteReader in) {
    int format = in.u8();
    if (format != FORMAT && format != FORMAT_KEPT) {
      throw MalformedContinuationException.unknownFormat(format);
    }
    int statusCode = in.u8();
    if (statusCode >= STATUSES.length) {
      throw MalformedContinuationException.at(in.offset() - 1, "expected a status from 0 to 4, found " + statusCode);
    }
    ThreadStatus status = STATUSES[statusCode];
    BundleId bundleId = BundleId.fromBytes(in.array(), in.skip(BundleId.BYTES));
    long incarnation = in.uint();
    long step = in.uint();
    long startedAt = in.uint();
    long updatedAt = startedAt + in.uint();
    String idempotencyKey = in.text();
    List<OpenRef> openRefs = readOpenRefs(in, incarnation);
    Mailbox mailbox = Mailbox.read(in);
    KeptHeaders kept = format == FORMAT_KEPT ? KeptHeaders.read(in) : KeptHeaders.NONE;
    if (status != ThreadStatus.WAITING && (!openRefs.isEmpty() || !mailbox.isEmpty() || in.remaining() != 0)) {
      throw MalformedContinuationException.at(in.offset(), "expected the end of a completion record, found open refs, messages or a body");
    }
    return new ContinuationHeader(
        status, bundleId, incarnation, step, startedAt, updatedAt, idempotencyKey, openRefs, mailbox, kept);
  }

  private static List<OpenRef> readOpenRefs(ByteReader in, long incarnation) {
    int count = in.count(2); // a number and a layout id at least
    List<OpenRef> refs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long number = in.uint();
      String id = number == 0 ? in.text() : OpenRef.generatedId(incarnation, number);
      int layoutId = in.smallUint() - 1;
      refs.add(new OpenRef(number, id, layoutId, layoutId < 0 ? 0 : in.smallUint()));
    }
    return refs;
  }

  public void write(ByteWriter out) {
    out.u8(kept.isEmpty() ? FORMAT : FORMAT_KEPT);
    out.u8(status.code());
    out.raw(bundleId.toBytes());
    out.uint(incarnation);
    out.uint(step);
    out.uint(startedAtEpochMs);
    out.uint(Math.max(0, updatedAtEpochMs - startedAtEpochMs)); // clocks of two machines may disagree
    out.text(idempotencyKey);
    out.uint(openRefs.size());
    for (OpenRef ref : openRefs) {
      out.uint(ref.number());
      if (ref.number() == 0) {
        out.text(ref.id());
      }
      out.uint(ref.layoutId() + 1L);
      if (ref.layoutId() >= 0) {
        out.uint(ref.resumePoint());
      }
    }
    mailbox.write(out);
    if (!kept.isEmpty()) {
      kept.write(out);
    }
  }

  /** The header alone: a completion record when the status is an end. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter(128);
    write(out);
    return out.toBytes();
  }

  /** The header of the completion record that ends this thread, for instance by a terminate record. */
  public ContinuationHeader ended(ThreadStatus end, long nowEpochMs) {
    if (end == ThreadStatus.WAITING) {
      throw new IllegalArgumentException("Expected a status that ends a thread, but got " + end);
    }
    return new ContinuationHeader(
        end, bundleId, incarnation, step + 1, startedAtEpochMs, nowEpochMs, idempotencyKey, List.of(), Mailbox.EMPTY, kept);
  }

  /** The same with another mailbox. */
  public ContinuationHeader with(Mailbox other) {
    return new ContinuationHeader(
        status, bundleId, incarnation, step, startedAtEpochMs, updatedAtEpochMs, idempotencyKey, openRefs, other, kept);
  }

  /** The same with other kept headers. */
  public ContinuationHeader with(KeptHeaders other) {
    return new ContinuationHeader(
        status, bundleId, incarnation, step, startedAtEpochMs, updatedAtEpochMs, idempotencyKey, openRefs, mailbox, other);
  }

  /** The message that the thread takes next: the oldest for which a ref is open. */
  public Optional<Message> nextMessage() {
    return mailbox.nextFor(openRefs);
  }

  public Optional<OpenRef> openRef(String id) {
    for (OpenRef ref : openRefs) {
      if (ref.id().equals(id)) {
        return Optional.of(ref);
      }
    }
    return Optional.empty();
  }

  /** True for an id that {@code ref()} made in this thread and that is settled or cancelled: its messages are ignored. */
  public boolean isSpent(String id) {
    return id.startsWith("~" + Long.toString(incarnation, 36) + ".") && openRef(id).isEmpty();
  }
}
