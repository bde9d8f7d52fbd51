package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.broker.BrokerSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that starts a broker. */
final class BrokerOptions {
  @Option(names = "--port", paramLabel = "PORT", defaultValue = "0",
      description = "Port of the broker on 127.0.0.1; without it a free one is chosen and printed.")
  private int port;

  @Option(names = "--data-dir", paramLabel = "DIR", description = "Where broker, engine and scheduler keep their data and the log.")
  private @Nullable Path dataDirectory;

  Path dataDirectoryOr(Path fallback) {
    return (dataDirectory == null ? fallback : dataDirectory).toAbsolutePath().normalize();
  }

  /** @param isFresh whether to begin without the data of an earlier run */
  BrokerSettings broker(Path directory, boolean isFresh) {
    return new BrokerSettings(directory, port, isFresh, Map.of());
  }
}
