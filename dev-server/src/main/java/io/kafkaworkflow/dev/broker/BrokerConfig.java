package io.kafkaworkflow.dev.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for one node that is broker and controller at once and has no neighbours. */
final class BrokerConfig {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerConfig() {}

  static Map<String, String> of(Path logs, Ports ports, Map<String, String> overrides) {
    Map<String, String> config = new HashMap<>();
    identity(config, logs, ports);
    singleNode(config);
    quickGroups(config);
    config.putAll(overrides);
    return config;
  }

  private static void identity(Map<String, String> config, Path logs, Ports ports) {
    config.put("process.roles", "broker,controller");
    config.put("node.id", Integer.toString(NODE_ID));
    config.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + ports.controller());
    config.put("listeners", "PLAINTEXT://127.0.0.1:" + ports.client() + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + ports.controller());
    config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.client());
    config.put("controller.listener.names", CONTROLLER_LISTENER);
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    config.put("log.dirs", logs.toString());
  }

  private static void singleNode(Map<String, String> config) {
    // A misspelt topic must be an error here as it is in production.
    config.put("auto.create.topics.enable", "false");
    config.put("num.partitions", "1");
    for (String topics : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      config.put(topics + ".replication.factor", "1");
      config.put(topics + ".num.partitions", "2");
    }
    config.put("transaction.state.log.min.isr", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("default.replication.factor", "1");
    config.put("min.insync.replicas", "1");
    config.put("log.cleaner.dedupe.buffer.size", "4194304"); // bytes; the default of 128 MiB is for servers
    config.put("log.segment.bytes", "67108864");
    config.put("num.network.threads", "2");
    config.put("num.io.threads", "4");
    config.put("background.threads", "2");
  }

  private static void quickGroups(Map<String, String> config) {
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("group.streams.initial.rebalance.delay.ms", "0");
    // Lets clients ask for quick detection of a killed process.
    config.put("group.min.session.timeout.ms", "1000");
    config.put("group.streams.min.session.timeout.ms", "1000");
    config.put("group.streams.min.heartbeat.interval.ms", "200");
  }
}
