package io.kafkaworkflow.bench.baseline;

import java.util.Properties;

/**
 * What the baseline stores and forwards, in bytes: the sizes that the engine's own records had in the same run.
 *
 * @param storedAtStart value stored for a record that starts a thread
 * @param storedAtEnd value stored for a record that ends it
 * @param event value and headers of a lifecycle event
 * @param result value and headers of a result
 */
public record BaselineSizes(int storedAtStart, int storedAtEnd, int event, int result) {
  private static final String PREFIX = "bench.bytes.";

  static BaselineSizes of(Properties properties) {
    return new BaselineSizes(read(properties, "stored.at.start"), read(properties, "stored.at.end"), read(properties, "event"), read(properties, "result"));
  }

  /** Puts the sizes where {@link #of} finds them. */
  public void addTo(Properties properties) {
    properties.setProperty(PREFIX + "stored.at.start", Integer.toString(storedAtStart));
    properties.setProperty(PREFIX + "stored.at.end", Integer.toString(storedAtEnd));
    properties.setProperty(PREFIX + "event", Integer.toString(event));
    properties.setProperty(PREFIX + "result", Integer.toString(result));
  }

  private static int read(Properties properties, String name) {
    return Integer.parseInt(properties.getProperty(PREFIX + name));
  }
}
