package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.start.TopicSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;

/** Facts of an installation in which all is well, three brokers and two engines, and one thing changed at a time. */
final class Installations {
  private final Properties user = new Properties();
  private final Map<String, Cluster.Topic> topics = new HashMap<>();
  private final Map<String, String> brokerConfig = new HashMap<>(Map.of("auto.create.topics.enable", "false", "transaction.max.timeout.ms", "900000",
      "group.min.session.timeout.ms", "6000", "group.max.session.timeout.ms", "1800000", "message.max.bytes", "1048588", "transaction.state.log.min.isr", "2"));
  private final Map<String, Short> features = new HashMap<>(Map.of("transaction.version", (short) 2));
  private final List<String> absent = new ArrayList<>();
  private List<String> missingRights = List.of();
  private List<String> missingHttpRights = List.of();
  private Optional<String> changelogRefusal = Optional.empty();
  private Machine machine = new Machine(OptionalLong.of(16 * 1024), 1L << 30, List.of(), "/var/lib/kw", Optional.empty(), false, Optional.empty());
  private int members = 2;
  private boolean isBlind;

  static Installations healthy() {
    return new Installations().set("num.stream.threads", "1");
  }

  Installations set(String name, String value) {
    user.setProperty(name, value);
    return this;
  }

  Installations broker(String name, String value) {
    brokerConfig.put(name, value);
    return this;
  }

  Installations feature(String name, int version) {
    features.put(name, (short) version);
    return this;
  }

  Installations topic(String name, int partitions, int replicas, Map<String, String> config) {
    topics.put(name, new Cluster.Topic(name, partitions, replicas, Optional.of(config)));
    return this;
  }

  Installations without(String topic) {
    absent.add(topic);
    return this;
  }

  Installations rights(List<String> missing, List<String> missingHttp) {
    missingRights = missing;
    missingHttpRights = missingHttp;
    return this;
  }

  Installations refusing(String reason) {
    changelogRefusal = Optional.of(reason);
    return this;
  }

  Installations on(Machine other) {
    machine = other;
    return this;
  }

  Installations members(int count) {
    members = count;
    return this;
  }

  /** Without the right to see any configuration. */
  Installations blind() {
    isBlind = true;
    return this;
  }

  /** With brokers that answered. */
  Installation facts() {
    return facts(true);
  }

  Installation facts(boolean isReached) {
    Properties settings = EngineStreams.settings(user);
    EngineConfig config = EngineConfig.of(settings);
    List<TopicSpec> specs = EngineStreams.topics(config, Set.of("orders"), Set.of());
    List<String> changelogs = EngineStreams.changelogs(settings);
    Map<String, Cluster.Topic> all = new HashMap<>();
    for (TopicSpec spec : specs) {
      all.put(spec.name(), topic(spec.name(), spec.config()));
    }
    changelogs.forEach(name -> all.put(name, topic(name, Map.of("cleanup.policy", "compact"))));
    all.putAll(topics);
    all.keySet().removeAll(absent);
    if (isBlind) {
      all.replaceAll((name, topic) -> new Cluster.Topic(name, topic.partitions(), topic.replicationFactor(), Optional.empty()));
    }
    Cluster cluster = new Cluster(3, isBlind ? List.of() : List.of(brokerConfig), features, all, missingRights, missingHttpRights, changelogRefusal, OptionalInt.of(members));
    return new Installation(user, settings, config, specs, changelogs, Optional.empty(), machine, isReached ? Optional.of(cluster) : Optional.empty(),
        isReached ? Optional.empty() : Optional.of(Finding.error("no answer", "bootstrap.servers", "", "")));
  }

  private static Cluster.Topic topic(String name, Map<String, String> special) {
    Map<String, String> config = new HashMap<>(Map.of("cleanup.policy", "delete", "retention.ms", "604800000", "max.message.bytes", "1048588", "min.insync.replicas", "2"));
    config.putAll(special);
    return new Cluster.Topic(name, 4, 3, Optional.of(config));
  }
}
