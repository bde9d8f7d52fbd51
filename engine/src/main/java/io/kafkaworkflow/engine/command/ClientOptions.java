package io.kafkaworkflow.engine.command;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.PropertiesFile;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that talks to brokers: which, and how to be let in. */
public final class ClientOptions {

  @Option(names = {"-c", "--config"}, paramLabel = "FILE",
      description = "properties file of the engine, or one with client settings (security.protocol, sasl.*, ssl.*)")
  private @Nullable Path file;

  @Option(names = {"-b", "--bootstrap-server"}, paramLabel = "HOST:PORT", description = "brokers; wins over the file. Default: 127.0.0.1:9092")
  private @Nullable String bootstrapServers;

  /** Whether the command line says anything about brokers. */
  public boolean isGiven() {
    return file != null || bootstrapServers != null;
  }

  /** The properties file, when there is one. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /**
   * What the user says: the file and the brokers, without the engine's defaults.
   *
   * @throws StartException {@code config/unreadable-properties}
   */
  public Properties userSettings() {
    Properties settings = file == null ? new Properties() : PropertiesFile.read(file);
    if (bootstrapServers != null) {
      settings.setProperty("bootstrap.servers", bootstrapServers);
    }
    return settings;
  }

  /**
   * The settings in force.
   *
   * @throws StartException {@code config/unreadable-properties}
   */
  public Properties settings() {
    return Settings.over(EngineConfig.kafkaDefaults(), userSettings());
  }

  /** What the installation calls the topic. */
  public static String topic(Properties settings, WorkflowTopic topic) {
    return EngineConfig.of(settings).topics().getOrDefault(topic, topic.defaultName());
  }
}
