package io.kafkaworkflow.protocol;

import java.util.Locale;

/**
 * One change in a thread's life, sent in the transaction of the step that made it. The topic may be compacted: the last event
 * of a thread says how it stands.
 *
 * @param kind what happened
 * @param threadId key of the record
 * @param stepId the step that did it
 * @param bundleId lower-case hexadecimal SHA-256 of the thread's bundle
 * @param atEpochMs engine's clock at that step
 * @param reason the code for which the thread is parked; empty, and left out of the record, for everything else
 * @param parent of a start: the thread that started it; empty, and left out, without one
 * @param cause of a start: id of the step or domain record that sent the start; empty, and left out, when its sender did not say
 */
public record LifecycleEvent(
    Kind kind, String threadId, String stepId, String bundleId, long atEpochMs, String reason, String parent, String cause) {

  /** One that tells no more than its kind. */
  public LifecycleEvent(Kind kind, String threadId, String stepId, String bundleId, long atEpochMs) {
    this(kind, threadId, stepId, bundleId, atEpochMs, "", "", "");
  }

  /** What can happen to a thread. */
  public enum Kind {
    STARTED,
    /** Its continuation cannot be read, so it cannot move until something is repaired; {@code reason} says what. */
    PARKED,
    /** It was parked, and moves again. */
    UNPARKED,
    /** This one and the following are the end of a thread. */
    COMPLETED, FAILED, CANCELLED, TERMINATED;

    /** The word on the wire. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The record's value: one flat JSON object, fields in this order. */
  public String toJson() {
    return "{\"kind\":\"" + kind.text() + "\",\"thread\":" + JsonText.quote(threadId) + ",\"step\":" + JsonText.quote(stepId)
        + ",\"bundle\":\"" + bundleId + "\",\"atEpochMs\":" + atEpochMs
        + field("reason", reason) + field("parent", parent) + field("cause", cause) + "}";
  }

  private static String field(String name, String value) {
    return value.isEmpty() ? "" : ",\"" + name + "\":" + JsonText.quote(value);
  }
}
