package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.start.Topics;
import java.util.ArrayList;
import java.util.List;

/** The brokers themselves, and what they allow. */
final class BrokerChecks {
  /** Since it, each transaction has an epoch of its own (KIP-890): a record that comes late cannot end up in the next one. */
  private static final int SAFE_TRANSACTIONS = 2;

  static final List<Check> ALL = List.of(
      new Check("brokers-reachable", "the brokers answer, and let this client in", facts -> facts.clusterFailure().stream().toList()),
      Check.ofCluster("broker-features", "the brokers have what exactly once and the group protocol need", BrokerChecks::features),
      Check.ofCluster("broker-topic-creation", "a misspelt topic is an error, not a new topic", BrokerChecks::autoCreation),
      Check.ofCluster("rights", "the engine may do what it will do", BrokerChecks::rights),
      Check.ofCluster("http-rights", "the HTTP API may do what its routes will do", BrokerChecks::httpRights),
      Check.ofCluster("standbys", "standby copies and engines fit", BrokerChecks::standbys));

  private static List<Finding> features(Installation facts, Cluster cluster) {
    List<Finding> findings = new ArrayList<>();
    if (facts.hasStreamsProtocol() && version(cluster, "streams.version") < 1) {
      findings.add(Finding.error("expected the feature streams.version 1, but found " + version(cluster, "streams.version"), "the cluster, setting `group.protocol=streams`",
          "the engine does not start", "kafka-features.sh upgrade --feature streams.version=1, or remove the setting"));
    }
    int transactions = version(cluster, "transaction.version");
    if (transactions < SAFE_TRANSACTIONS) {
      findings.add(Finding.warning("expected the feature transaction.version " + SAFE_TRANSACTIONS + ", but found " + transactions, "the cluster",
          "everything works; a record that is delayed on the network may leave a transaction open that holds up readers",
          "kafka-features.sh upgrade --feature transaction.version=" + SAFE_TRANSACTIONS));
    }
    return findings;
  }

  private static int version(Cluster cluster, String feature) {
    return cluster.features().getOrDefault(feature, (short) 0);
  }

  private static List<Finding> autoCreation(Installation facts, Cluster cluster) {
    if (cluster.brokerConfigs().isEmpty()) {
      return List.of(noBrokerConfig("auto.create.topics.enable"));
    }
    boolean isOn = cluster.brokerConfigs().stream().anyMatch(config -> "true".equals(config.get("auto.create.topics.enable")));
    return isOn ? List.of(Finding.warning("the brokers create every topic that a client asks for", "broker setting `auto.create.topics.enable`",
        "a name that somebody mistypes becomes a topic on which records wait for ever", "set it to false")) : List.of();
  }

  private static List<Finding> rights(Installation facts, Cluster cluster) {
    List<Finding> findings = new ArrayList<>();
    if (!cluster.missingRights().isEmpty()) {
      findings.add(Finding.error("the brokers do not allow what the engine needs: " + String.join(", ", cluster.missingRights()),
          "bootstrap.servers=" + Topics.brokers(facts.settings()), "the engine does not start, or stops when it needs the right",
          "grant these rights; docs/security.md has the complete list"));
    }
    cluster.changelogRefusal().ifPresent(reason -> findings.add(Finding.error("the brokers would not create the engine's changelogs: " + reason,
        "topics " + String.join(", ", facts.changelogs().stream().filter(name -> !cluster.topics().containsKey(name)).toList()), "the engine stops at its first start",
        "grant CREATE on topics that begin with " + facts.settings().getProperty("application.id") + "-, and see that `replication.factor` is at most the number of brokers")));
    return findings;
  }

  private static List<Finding> httpRights(Installation facts, Cluster cluster) {
    return cluster.missingHttpRights().isEmpty() ? List.of()
        : List.of(Finding.warning("the brokers do not allow what the HTTP API needs: " + String.join(", ", cluster.missingHttpRights()), "workflow.http.listen is set",
            "the routes that need it answer 503", "grant these rights; docs/security.md has the complete list"));
  }

  private static List<Finding> standbys(Installation facts, Cluster cluster) {
    if (cluster.members().isEmpty() || cluster.members().getAsInt() == 0) {
      return List.of(); // no engine runs: how many there will be is not known
    }
    long standbys = facts.number("num.standby.replicas", 0);
    // each stream thread is a member, and threads of one engine are no standby of each other
    long engines = Math.max(1, cluster.members().getAsInt() / facts.number("num.stream.threads", 1));
    String where = "setting `num.standby.replicas=" + standbys + "`, " + engines + " engine(s) in group " + facts.settings().getProperty("application.id");
    if (engines > 1 && standbys == 0) {
      return List.of(Finding.warning("several engines, but none keeps a copy of the threads of another", where,
          "whoever takes over from one that fails reads its changelogs first, and its threads stand still for so long", "set it to 1"));
    }
    if (engines <= standbys) {
      return List.of(Finding.note("expected more engines than standby copies, which are never on the engine that moves the threads", where,
          "everything works; a copy that has no engine is not kept", "start another engine, when a quick takeover matters"));
    }
    return List.of();
  }

  static Finding noBrokerConfig(String setting) {
    return Finding.skipped("this client may not see the brokers' settings", "broker setting `" + setting + "`", "grant DESCRIBE_CONFIGS on the cluster to whoever runs doctor");
  }

  private BrokerChecks() {}
}
