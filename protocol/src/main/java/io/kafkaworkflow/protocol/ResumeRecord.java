package io.kafkaworkflow.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a record of the resume topic asks for. JSON is kept as the exact text that was sent, checked to be well formed, so that
 * JavaScript parses it once and nothing is lost on the way.
 */
public sealed interface ResumeRecord {

  /**
   * Reads a record. Never throws for what a record contains: whatever cannot be read is a {@link Malformed}.
   *
   * @param key the record's key, null when it has none
   * @param value the record's value, null for a tombstone
   * @param idempotencyKey value of the {@link WorkflowHeader#IDEMPOTENCY_KEY} header, null when there is none; only `new:` reads it
   */
  static ResumeRecord parse(byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] idempotencyKey) {
    return ResumeRecordParser.parse(key, value, idempotencyKey);
  }

  /** A record that names a thread. */
  sealed interface Addressed extends ResumeRecord {
    /** 1 to {@link Limits#THREAD_ID_BYTES_MAX} bytes of UTF-8. */
    String threadId();
  }

  /** {@code new:<json>}: starts the thread. `argumentJson` is the text after the colon; `idempotencyKey` is empty when there is none. */
  record New(String threadId, String argumentJson, String idempotencyKey) implements Addressed {}

  /** {@code init:<json>}: starts the thread unless it is running. */
  record Init(String threadId, String argumentJson) implements Addressed {}

  /** `{"ref":..., "value": or "error":...}`: settles a ref. `recordJson` is the whole value. */
  record Settle(String threadId, String refId, String recordJson) implements Addressed {}

  /** `{"cancel":reason}`. `reasonJson` is the reason's text. */
  record Cancel(String threadId, String reasonJson) implements Addressed {}

  /** `{"terminate":reason}`. `reasonJson` is the reason's text. */
  record Terminate(String threadId, String reasonJson) implements Addressed {}

  /**
   * A record that means nothing.
   *
   * @param reason why
   * @param detail what was found, never the record's contents; may be empty
   * @param position byte offset into the value (into the key or header for the reasons about those), from 0: where reading stopped, which for
   *     broken JSON is at the fault or just behind it
   */
  record Malformed(ReasonCode reason, String detail, int position) implements ResumeRecord {}
}
