package io.kafkaworkflow.dev.broker;

import io.kafkaworkflow.dev.failure.Failures;
import io.kafkaworkflow.start.StartException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in this process: one KRaft node, its data in a directory that outlives it, reachable from this
 * machine only.
 *
 * <p>Used by the development server and by tests. Several may run in one process, each in its own directory.
 * The methods may be called from any thread; {@link #close()} waits until the broker has flushed its logs.
 */
public final class DevBroker implements AutoCloseable {
  /** How often a free port that was snatched away between choosing and binding is replaced. */
  private static final int START_ATTEMPTS_MAX = 3;

  private final DataDirectory directory;
  private final KafkaRaftServer server;
  private final int port;

  private DevBroker(DataDirectory directory, KafkaRaftServer server, int port) {
    this.directory = directory;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it accepts clients (2 to 4 seconds). The directory is formatted when it is new.
   *
   * @throws io.kafkaworkflow.start.StartException the port or the directory is taken or unusable, or Kafka refuses to start on that data;
   *     nothing is left running
   */
  public static DevBroker start(BrokerSettings settings) {
    DataDirectory directory = DataDirectory.open(settings.dataDirectory());
    try {
      if (settings.isFresh()) {
        directory.clear();
      }
      for (int attempt = 1; ; attempt++) {
        Ports ports = Ports.reserve(settings.port());
        try {
          return new DevBroker(directory, serve(directory.logs(), ports, settings.overrides()), ports.client());
        } catch (StartException e) {
          throw e;
        } catch (RuntimeException e) {
          if (attempt == START_ATTEMPTS_MAX || !isBindFailure(e)) {
            throw Failures.brokerFailed(directory.logs(), e);
          }
        }
      }
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static KafkaRaftServer serve(Path logs, Ports ports, Map<String, String> overrides) {
    formatWhenNew(logs);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(BrokerConfig.of(logs, ports, overrides)), Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  private static void formatWhenNew(Path logs) {
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(logs);
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerConfig.NODE_ID)
          .setDirectories(List.of(logs.toString()))
          .setMetadataLogDirectory(logs.toString())
          .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .run();
    } catch (Exception e) {
      throw Failures.dataDirectoryUnusable(logs, "it cannot be formatted (" + e + ")");
    }
  }

  private static boolean isBindFailure(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.net.BindException) {
        return true;
      }
    }
    return false;
  }

  /** What a client gives as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      directory.close();
    }
  }
}
