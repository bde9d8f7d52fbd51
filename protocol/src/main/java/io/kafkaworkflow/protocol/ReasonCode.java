package io.kafkaworkflow.protocol;

/**
 * Why a record of the resume topic became a dead letter, as far as the record itself or the state of its thread is the
 * reason. A step that was refused brings its own code (`step/...`, `codec/...`). Each code has a page under docs/errors.
 */
public enum ReasonCode {
  KEY_MISSING("key-missing", "the record has no key or an empty one; the key is the thread id",
      "send the record with the thread id as its key"),
  KEY_NOT_UTF8("key-not-utf8", "the key is not UTF-8",
      "encode the thread id as UTF-8"),
  KEY_TOO_LONG("key-too-long", "the key is longer than " + Limits.THREAD_ID_BYTES_MAX + " bytes",
      "use a shorter thread id"),
  VALUE_MISSING("value-missing", "the value is null",
      "send new:<json>, init:<json> or a JSON object; a tombstone deletes nothing here"),
  VALUE_NOT_UTF8("value-not-utf8", "the value is not UTF-8",
      "encode the value as UTF-8"),
  VALUE_TOO_LONG("value-too-long", "the value is longer than " + Limits.VALUE_BYTES_MAX + " bytes",
      "send a reference to the data instead of the data"),
  UNKNOWN_RECORD("unknown-record", "the value is none of new:<json>, init:<json> and a JSON object",
      "see docs/protocol.md for the forms a record may have"),
  JSON_BROKEN("json-broken", "the JSON text is broken",
      "check the JSON text near the position"),
  JSON_LIMIT("json-limit", "the JSON text is nested too deeply or has too long a number",
      "flatten the data, or send long numbers as strings"),
  UNKNOWN_FIELD("unknown-field", "the object has a field that its kind of record does not have",
      "check the spelling; a record is {ref, value or error}, {cancel} or {terminate}"),
  DUPLICATE_FIELD("duplicate-field", "the object has the same field twice",
      "send each field once"),
  FIELD_MISSING("field-missing", "the object has none of the fields ref, cancel and terminate",
      "add the field ref, cancel or terminate"),
  REF_INVALID("ref-invalid", "the ref is not a string of 1 to " + Limits.REF_ID_UNITS_MAX + " UTF-16 units",
      "send the id exactly as the workflow gave it out"),
  VALUE_AND_ERROR("value-and-error", "the object has a value and an error",
      "send one of the two"),
  IDEMPOTENCY_KEY_INVALID("idempotency-key-invalid",
      "the idempotency-key header is not UTF-8 or longer than " + Limits.IDEMPOTENCY_KEY_BYTES_MAX + " bytes",
      "send a short text, such as a UUID"),
  CONTEXT_INVALID("context-invalid",
      "the context entries of a start are more than " + Limits.CONTEXT_ENTRIES_MAX + " or " + Limits.CONTEXT_BYTES_MAX
          + " bytes, or one is not UTF-8 or has a name other than lower-case letters, digits, dot, underscore and hyphen",
      "send fewer and shorter entries: they are kept with the thread and go on everything that it and its children send"),
  LABEL_INVALID("label-invalid",
      "the labels of a start are more than " + Limits.LABELS_MAX + ", or one is not UTF-8, is longer than " + Limits.LABEL_VALUE_UNITS_MAX
          + " characters, or has a name other than 1 to " + Limits.LABEL_NAME_CHARS_MAX + " characters out of A-Z a-z 0-9 _ . -",
      "send fewer and shorter labels: what people search for"),
  THREAD_EXISTS("thread-exists", "a thread with this id is running",
      "choose another thread id, or send init: when a running thread is welcome; send an idempotency-key header with repeated starts"),
  THREAD_UNKNOWN("thread-unknown", "there is no thread with this id",
      "check the thread id; the thread may never have started, or ended longer ago than its completion record is kept"),
  THREAD_ENDED("thread-ended", "the thread with this id has ended",
      "nothing, when the sender was merely late"),
  MAILBOX_FULL("mailbox-full", "the thread does not await this ref yet, and its mailbox has no room for the record",
      "send it again when the thread awaits the ref, or raise workflow.mailbox.messages.max or workflow.mailbox.bytes.max"),
  MAIL_UNREAD("mail-unread", "the thread ended before it awaited this ref",
      "nothing, when the sender was merely late or sent the record twice; otherwise check the ref");

  private final String code;
  private final String meaning;
  private final String help;

  ReasonCode(String name, String meaning, String help) {
    this.code = "protocol/" + name;
    this.meaning = meaning;
    this.help = help;
  }

  /** The code as it stands in the `workflow-reason` header, such as `protocol/thread-exists`. Never renumbered, never reused. */
  public String code() {
    return code;
  }

  /** What was found, in one clause without a full stop. */
  public String meaning() {
    return meaning;
  }

  /** The first thing for the sender to try, in the same form. */
  public String help() {
    return help;
  }
}
