package io.kafkaworkflow.dev.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a caller decides about a broker.
 *
 * @param dataDirectory where the broker keeps its logs; made when missing, kept when the broker stops
 * @param port port for clients on 127.0.0.1; 0 lets the broker choose a free one
 * @param isFresh whether what an earlier broker left in the directory is removed first
 * @param overrides broker settings (Kafka's own names) that win over the development defaults
 */
public record BrokerSettings(Path dataDirectory, int port, boolean isFresh, Map<String, String> overrides) {
  public BrokerSettings {
    overrides = Map.copyOf(overrides);
  }

  /** A broker in {@code dataDirectory} on a free port. */
  public static BrokerSettings in(Path dataDirectory) {
    return new BrokerSettings(dataDirectory, 0, false, Map.of());
  }
}
