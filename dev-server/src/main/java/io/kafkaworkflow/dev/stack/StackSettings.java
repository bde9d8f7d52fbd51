package io.kafkaworkflow.dev.stack;

import io.kafkaworkflow.dev.broker.BrokerSettings;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a stack runs with.
 *
 * @param broker its directory is also that of engine and scheduler
 * @param partitions of topics that the stack creates
 */
public record StackSettings(BrokerSettings broker, int partitions) {
  static final int PARTITIONS_DEFAULT = 2;

  public StackSettings(BrokerSettings broker) {
    this(broker, PARTITIONS_DEFAULT);
  }

  Path engineState() {
    return broker.dataDirectory().resolve("engine-state");
  }

  Path schedulerState() {
    return broker.dataDirectory().resolve("scheduler-state");
  }

  /** What differs from the defaults of engine and scheduler because there is one of each, in one process, and a person waits. */
  static Properties properties(String bootstrapServers, Path state) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    properties.setProperty("state.dir", state.toString());
    properties.setProperty("num.standby.replicas", "0");
    // After a kill -9 the next start waits this long for the group to forget the dead one.
    properties.setProperty("session.timeout.ms", "2000");
    properties.setProperty("heartbeat.interval.ms", "500");
    return properties;
  }
}
