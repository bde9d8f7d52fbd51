package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.clients.Clients;
import io.kafkaworkflow.start.PropertiesFile;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that talks to a cluster it did not start. */
final class ClientOptions {
  @Option(names = {"-b", "--bootstrap-server"}, paramLabel = "HOST:PORT", required = true, description = "Address of a broker.")
  private String bootstrapServer = "";

  @Option(names = "--config", paramLabel = "FILE", description = "Kafka's client settings, such as security.protocol and sasl.jaas.config.")
  private @Nullable Path file;

  /** @throws io.kafkaworkflow.start.StartException {@code config/unreadable-properties} */
  Clients clients() {
    return Clients.of(bootstrapServer, file == null ? new Properties() : PropertiesFile.read(file));
  }
}
