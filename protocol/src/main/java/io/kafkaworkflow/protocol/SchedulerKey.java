package io.kafkaworkflow.protocol;

import java.util.Optional;

/**
 * The key of a timer: whom to wake, and with which record. As text {@code <threadId>|<resumeJson>}. A thread id may contain `|`, and so
 * may the JSON: the text is split at the first `|` whose whole remainder is a JSON object.
 *
 * @param threadId key of the record that the scheduler sends when the timer is due
 * @param resumeJson value of that record, exactly
 */
public record SchedulerKey(String threadId, String resumeJson) {

  /** The key that settles `refId` of `threadId` with undefined: what `ref.key` is in workflow code. */
  public static SchedulerKey ofRef(String threadId, String refId) {
    return new SchedulerKey(threadId, "{\"ref\":" + JsonText.quote(refId) + "}");
  }

  /** Splits a key; empty when no `|` is followed by exactly one JSON object, or when the thread id would be empty. */
  public static Optional<SchedulerKey> parse(String key) {
    for (int at = key.indexOf('|', 1); at >= 0; at = key.indexOf('|', at + 1)) {
      if (!startsObject(key, at + 1)) continue;
      String remainder = key.substring(at + 1);
      if (JsonText.isObject(remainder)) return Optional.of(new SchedulerKey(key.substring(0, at), remainder));
    }
    return Optional.empty();
  }

  /** As {@link #parse(String)}, from the bytes of a record key; empty also when they are not UTF-8. */
  public static Optional<SchedulerKey> parse(byte[] key) {
    return Utf8.decode(key) instanceof Utf8.Decoded.Text decoded ? parse(decoded.text()) : Optional.empty();
  }

  /** The key as it stands on the topic. */
  public String text() {
    return threadId + "|" + resumeJson;
  }

  /** Spares a parser for each `|` of a key that is full of them. */
  private static boolean startsObject(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at++;
    return at < text.length() && text.charAt(at) == '{';
  }
}
