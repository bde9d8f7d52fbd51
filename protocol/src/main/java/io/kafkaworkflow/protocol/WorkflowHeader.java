package io.kafkaworkflow.protocol;

import java.util.List;

/** The record headers of the protocol. Values are UTF-8 text. */
public enum WorkflowHeader {
  /** On every output: the thread that sent it. */
  THREAD_ID("workflow-thread-id"),
  /** On every output: {@code <topic>-<partition>-<offset>} of the record whose step sent it. The same again after a retry. */
  STEP_ID("workflow-step-id"),
  /** On every output of a thread: lower-case hexadecimal SHA-256 of its bundle. */
  BUNDLE_ID("workflow-bundle-id"),
  /** On dead letters: the reason code. On error records: `failed`, `cancelled` or `terminated`. */
  REASON("workflow-reason"),
  /** On error records: `name` of the error, or the type of the value that was thrown. */
  ERROR_NAME("workflow-error-name"),
  /** On error records: the error's message. On dead letters: what was found, where, and what to do. */
  ERROR_MESSAGE("workflow-error-message"),
  /** On error records: the stack in source positions; absent when the value thrown has none. */
  ERROR_STACK("workflow-error-stack"),
  /** On `new:` records, by the sender: a second `new:` with the same key and thread id is ignored and counted. */
  IDEMPOTENCY_KEY("idempotency-key"),
  /** W3C trace context, copied from the record that caused the step to everything that the step sends. */
  TRACEPARENT("traceparent"),
  /** As `traceparent`. */
  TRACESTATE("tracestate"),
  /** As `traceparent`. */
  BAGGAGE("baggage"),
  /** On a record that was a dead letter and was sent again: the step id of its first or last try. */
  RETRY_OF("workflow-retry-of"),
  /** On notes in the dead letter topic: decimal offset, in the note's partition, of the dead letter whose original was sent again. */
  REDRIVEN("workflow-redriven"),
  /** On dead letters, under the name that Kafka Streams uses for the class of an exception: the reason code. */
  STREAMS_EXCEPTION("__streams.errors.exception"),
  /** On dead letters, under the name that Kafka Streams uses for a stack trace: the four-part message. */
  STREAMS_STACKTRACE("__streams.errors.stacktrace"),
  /** On dead letters: what was found. */
  STREAMS_MESSAGE("__streams.errors.message"),
  /** On dead letters: topic of the original record. */
  STREAMS_TOPIC("__streams.errors.topic"),
  /** On dead letters: partition of the original record, decimal. */
  STREAMS_PARTITION("__streams.errors.partition"),
  /** On dead letters: offset of the original record, decimal. */
  STREAMS_OFFSET("__streams.errors.offset");

  /** The headers of the W3C trace context. */
  public static final List<WorkflowHeader> TRACE_CONTEXT = List.of(TRACEPARENT, TRACESTATE, BAGGAGE);

  /** Begins the names of context entries: kept with the thread that a record with them starts, and on everything that it sends. */
  public static final String CONTEXT_PREFIX = "workflow-context-";

  /** Begins the names of labels on a record that starts a thread: what the thread can be searched by. */
  public static final String LABEL_PREFIX = "workflow-label-";

  private final String text;

  WorkflowHeader(String text) {
    this.text = text;
  }

  /** True for the names of the W3C trace context. */
  public static boolean isTrace(String name) {
    return name.equals(TRACEPARENT.text) || name.equals(TRACESTATE.text) || name.equals(BAGGAGE.text);
  }

  /** The header's name on the wire. */
  public String text() {
    return text;
  }
}
