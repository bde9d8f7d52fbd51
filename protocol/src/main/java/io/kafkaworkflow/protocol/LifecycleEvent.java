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
 */
public record LifecycleEvent(Kind kind, String threadId, String stepId, String bundleId, long atEpochMs) {

  /** What can happen to a thread. All but {@link #STARTED} are its end. */
  public enum Kind {
    STARTED, COMPLETED, FAILED, CANCELLED, TERMINATED;

    /** The word on the wire. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The record's value: one flat JSON object, fields in this order. */
  public String toJson() {
    return "{\"kind\":\"" + kind.text() + "\",\"thread\":" + JsonText.quote(threadId) + ",\"step\":" + JsonText.quote(stepId)
        + ",\"bundle\":\"" + bundleId + "\",\"atEpochMs\":" + atEpochMs + "}";
  }
}
