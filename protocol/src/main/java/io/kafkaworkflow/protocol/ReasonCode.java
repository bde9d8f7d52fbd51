package io.kafkaworkflow.protocol;

/**
 * Why a record of the resume topic became a dead letter, as far as the record itself or the state of its thread is the
 * reason. A step that was refused brings its own code (`step/...`, `codec/...`). Each code has a page under docs/errors.
 */
public enum ReasonCode {
  KEY_MISSING("key-missing", "the record has no key or an empty one; the key is the thread id"),
  KEY_NOT_UTF8("key-not-utf8", "the key is not UTF-8"),
  KEY_TOO_LONG("key-too-long", "the key is longer than " + Limits.THREAD_ID_BYTES_MAX + " bytes"),
  VALUE_MISSING("value-missing", "the value is null"),
  VALUE_NOT_UTF8("value-not-utf8", "the value is not UTF-8"),
  VALUE_TOO_LONG("value-too-long", "the value is longer than " + Limits.VALUE_BYTES_MAX + " bytes"),
  UNKNOWN_RECORD("unknown-record", "the value is none of new:<json>, init:<json> and a JSON object"),
  JSON_BROKEN("json-broken", "the JSON text is broken"),
  JSON_LIMIT("json-limit", "the JSON text is nested too deeply or has too long a number"),
  UNKNOWN_FIELD("unknown-field", "the object has a field that its kind of record does not have"),
  DUPLICATE_FIELD("duplicate-field", "the object has the same field twice"),
  FIELD_MISSING("field-missing", "the object has none of the fields ref, cancel and terminate"),
  REF_INVALID("ref-invalid", "the ref is not a string of 1 to " + Limits.REF_ID_UNITS_MAX + " UTF-16 units"),
  VALUE_AND_ERROR("value-and-error", "the object has a value and an error"),
  THREAD_EXISTS("thread-exists", "a thread with this id is running"),
  THREAD_UNKNOWN("thread-unknown", "there is no thread with this id"),
  THREAD_ENDED("thread-ended", "the thread with this id has ended"),
  REF_NOT_OPEN("ref-not-open", "the thread does not wait for this ref");

  private final String code;
  private final String meaning;

  ReasonCode(String name, String meaning) {
    this.code = "protocol/" + name;
    this.meaning = meaning;
  }

  /** The code as it stands in the `workflow-reason` header, such as `protocol/thread-exists`. Never renumbered, never reused. */
  public String code() {
    return code;
  }

  /** What was found, in one clause without a full stop. */
  public String meaning() {
    return meaning;
  }
}
