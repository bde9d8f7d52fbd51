package io.kafkaworkflow.engine.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that the thread sends; it leaves only when the step commits. A null value is a tombstone.
 *
 * @param headers that the workflow gave it, in order; the engine adds its own
 */
public record Output(String topic, String key, @Nullable String value, List<Header> headers) {

  /** A header as text. */
  public record Header(String name, String value) {}

  public Output {
    headers = List.copyOf(headers);
  }

  /** A record without headers of its own. */
  public Output(String topic, String key, @Nullable String value) {
    this(topic, key, value, List.of());
  }
}
