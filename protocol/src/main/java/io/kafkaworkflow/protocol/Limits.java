package io.kafkaworkflow.protocol;

/** Sizes that a record must keep to. A record beyond one becomes a dead letter with the reason named beside it. */
public final class Limits {
  /** UTF-8 bytes of a thread id, the record key ({@link ReasonCode#KEY_TOO_LONG}). */
  public static final int THREAD_ID_BYTES_MAX = 256;

  /** UTF-8 bytes of an `idempotency-key` header ({@link ReasonCode#IDEMPOTENCY_KEY_INVALID}). */
  public static final int IDEMPOTENCY_KEY_BYTES_MAX = 256;

  /** Context entries of one thread ({@link ReasonCode#CONTEXT_INVALID}). */
  public static final int CONTEXT_ENTRIES_MAX = 32;

  /** UTF-8 bytes of the names and values of a thread's context entries, without the prefix of their headers ({@link ReasonCode#CONTEXT_INVALID}). */
  public static final int CONTEXT_BYTES_MAX = 8_192;

  /** Labels of one thread ({@link ReasonCode#LABEL_INVALID}). */
  public static final int LABELS_MAX = 16;

  /** Characters of a label's name ({@link ReasonCode#LABEL_INVALID}). */
  public static final int LABEL_NAME_CHARS_MAX = 64;

  /** UTF-16 units of a label's value, as JavaScript counts ({@link ReasonCode#LABEL_INVALID}). */
  public static final int LABEL_VALUE_UNITS_MAX = 256;

  /** UTF-16 units of a ref id, as JavaScript counts ({@link ReasonCode#REF_INVALID}). */
  public static final int REF_ID_UNITS_MAX = 256;

  /** UTF-8 bytes of a value on the resume topic ({@link ReasonCode#VALUE_TOO_LONG}); the broker's own default is the same. */
  public static final int VALUE_BYTES_MAX = 1 << 20;

  /** Nested arrays and objects in one JSON text ({@link ReasonCode#JSON_LIMIT}). */
  public static final int JSON_DEPTH_MAX = 1_000;

  /** Characters of one JSON number ({@link ReasonCode#JSON_LIMIT}). */
  public static final int JSON_NUMBER_CHARS_MAX = 1_000;

  /** UTF-8 bytes of a scheduler key: a thread id, the separator, and a resume record that carries a value. */
  public static final int SCHEDULER_KEY_BYTES_MAX = 16 * 1024;

  private Limits() {}
}
