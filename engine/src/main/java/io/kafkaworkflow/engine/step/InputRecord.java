package io.kafkaworkflow.engine.step;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a domain topic, for the input function that says what it means. Its place is in the {@link StepInput} around it.
 *
 * @param topic as the bundle calls it
 * @param key not to be changed; null when there is none
 * @param value not to be changed; null for a tombstone
 * @param headers in order
 */
public record InputRecord(
    String topic, byte @Nullable [] key, byte @Nullable [] value, List<Message.Header> headers, long timestampEpochMs) {

  public InputRecord {
    headers = List.copyOf(headers);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InputRecord record && topic.equals(record.topic) && Arrays.equals(key, record.key) && Arrays.equals(value, record.value)
        && headers.equals(record.headers) && timestampEpochMs == record.timestampEpochMs;
  }

  @Override
  public int hashCode() {
    return 31 * topic.hashCode() + Arrays.hashCode(value);
  }
}
