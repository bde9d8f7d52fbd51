package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.TopicSpec;
import io.kafkaworkflow.start.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The topics of the protocol, those of the bundle, and the changelogs. */
final class TopicChecks {
  private static final String POLICY = "cleanup.policy";
  private static final String RETENTION = "retention.ms";
  private static final String IN_SYNC = "min.insync.replicas";
  private static final long DAY_MS = 86_400_000L;

  static final List<Check> ALL = List.of(
      Check.ofCluster("topics-exist", "every topic that the engine reads or writes exists", TopicChecks::missing),
      Check.ofCluster("topics-partitions", "changelogs have as many partitions as `workflow-resume`, and stream threads have partitions", TopicChecks::partitions),
      Check.ofCluster("topics-cleanup", "bundles are kept for ever, and no record that moves a thread is compacted away", TopicChecks::cleanup),
      Check.ofCluster("topics-retention", "records outlive an outage of the engines, results the memory of their threads", TopicChecks::retention),
      Check.ofCluster("topics-replication", "every topic can be written, and goes on when one broker is gone", TopicChecks::replication));

  private static List<Finding> missing(Installation facts, Cluster cluster) {
    List<String> missing = facts.topics().stream().map(TopicSpec::name).filter(name -> !cluster.topics().containsKey(name)).distinct().toList();
    return missing.isEmpty() ? List.of()
        : List.of(Finding.error("these topics do not exist, or may not be seen by this client: " + String.join(", ", missing),
            "bootstrap.servers=" + Topics.brokers(facts.settings()), "the engine does not start",
            "create them with `kafka-workflow topics create`; where the brokers have ACLs, check the rights first"));
  }

  private static List<Finding> partitions(Installation facts, Cluster cluster) {
    Cluster.Topic resume = cluster.topics().get(facts.topic(WorkflowTopic.RESUME));
    if (resume == null) {
      return List.of(); // topics-exist says so
    }
    List<Finding> findings = new ArrayList<>();
    for (String name : facts.changelogs()) {
      Cluster.Topic changelog = cluster.topics().get(name);
      if (changelog != null && changelog.partitions() != resume.partitions()) {
        findings.add(Finding.error("expected " + changelog.partitions() + " partitions, as the changelog " + name + " has, but found " + resume.partitions(),
            "topic " + resume.name(), "the engine does not start; threads whose key moved to another partition would not be found",
            "the number of partitions cannot be changed once threads exist: put the old one back (a topic of the same name with " + changelog.partitions()
                + " partitions), or set another `application.id` and begin without threads"));
      }
    }
    long threads = facts.number("num.stream.threads", 1);
    if (threads > resume.partitions()) {
      findings.add(Finding.warning("expected at most as many stream threads as partitions, but found " + threads + " and " + resume.partitions(),
          "setting `num.stream.threads`, topic " + resume.name(), "some threads have nothing to do", "lower it"));
    }
    return findings;
  }

  private static List<Finding> cleanup(Installation facts, Cluster cluster) {
    List<Finding> findings = new ArrayList<>();
    for (WorkflowTopic topic : List.of(WorkflowTopic.RESUME, WorkflowTopic.SCHEDULER, WorkflowTopic.DEAD_LETTER, WorkflowTopic.BUNDLES)) {
      Cluster.Topic found = cluster.topics().get(facts.topic(topic));
      if (found == null) {
        continue;
      }
      if (found.config().isEmpty()) {
        findings.add(noTopicConfig(found, POLICY));
        continue;
      }
      String policy = found.config().get().getOrDefault(POLICY, "delete");
      if (topic == WorkflowTopic.BUNDLES && !policy.equals("compact")) {
        findings.add(Finding.error("expected cleanup.policy=compact, but found " + policy, "topic " + found.name(),
            "the engine does not start: bundles that threads still need would be deleted", alter(found, "cleanup.policy=compact")));
      } else if (topic != WorkflowTopic.BUNDLES && policy.contains("compact")) {
        findings.add(Finding.error("expected cleanup.policy=delete, but found " + policy, "topic " + found.name(),
            "of two records with one key the older may be removed before it was read, and is lost", alter(found, "cleanup.policy=delete")));
      }
    }
    return findings;
  }

  private static List<Finding> retention(Installation facts, Cluster cluster) {
    List<Finding> findings = new ArrayList<>();
    for (WorkflowTopic topic : List.of(WorkflowTopic.RESUME, WorkflowTopic.SCHEDULER, WorkflowTopic.DEAD_LETTER)) {
      tooShort(cluster, facts.topic(topic), DAY_MS, "a day", "a record that waits for longer, because engines are down or nobody looks, is gone", findings);
    }
    long remembered = facts.config().completionRetentionMs();
    for (WorkflowTopic topic : List.of(WorkflowTopic.RESULT, WorkflowTopic.ERROR)) {
      tooShort(cluster, facts.topic(topic), remembered, "`workflow.completion.retention.ms`",
          "the result of a thread that is still remembered cannot be asked for any more (query/result-gone)", findings);
    }
    return findings;
  }

  private static void tooShort(Cluster cluster, String name, long wantedMs, String wanted, String then, Collection<Finding> findings) {
    Cluster.Topic topic = cluster.topics().get(name);
    if (topic == null) {
      return;
    }
    if (topic.config().isEmpty()) {
      findings.add(noTopicConfig(topic, RETENTION));
      return;
    }
    OptionalLong found = topic.number(RETENTION);
    boolean isDeleted = topic.config().get().getOrDefault(POLICY, "delete").contains("delete");
    if (isDeleted && found.isPresent() && found.getAsLong() >= 0 && found.getAsLong() < wantedMs) {
      findings.add(Finding.warning("expected retention.ms of " + wanted + " (" + wantedMs + ") or more, but found " + found.getAsLong(), "topic " + name, then,
          alter(topic, "retention.ms=" + wantedMs)));
    }
  }

  private static List<Finding> replication(Installation facts, Cluster cluster) {
    List<Finding> findings = new ArrayList<>();
    for (Cluster.Topic topic : new TreeMap<>(cluster.topics()).values()) {
      OptionalLong inSync = topic.number(IN_SYNC);
      if (inSync.isPresent() && inSync.getAsLong() > topic.replicationFactor()) {
        findings.add(Finding.error("min.insync.replicas is " + inSync.getAsLong() + ", but there are only " + topic.replicationFactor() + " replica(s)", "topic " + topic.name(),
            "nothing can be written to it: the engine stops at the first record", alter(topic, "min.insync.replicas=" + Math.max(1, topic.replicationFactor() - 1))));
      } else if (inSync.isPresent() && topic.replicationFactor() > 1 && inSync.getAsLong() == topic.replicationFactor()) {
        findings.add(Finding.warning("min.insync.replicas is " + inSync.getAsLong() + ", and there are no more replicas", "topic " + topic.name(),
            "while one broker is gone nothing can be written to it", alter(topic, "min.insync.replicas=" + (topic.replicationFactor() - 1))));
      } else if (topic.replicationFactor() == 1 && cluster.brokers() > 1) {
        findings.add(Finding.warning("one replica, on a cluster of " + cluster.brokers() + " brokers", "topic " + topic.name(),
            "while its broker is gone nothing moves, and with its disk the records are lost", "kafka-reassign-partitions.sh gives it more"));
      }
    }
    OptionalLong transactions = cluster.largest("transaction.state.log.min.isr");
    if (transactions.isPresent() && transactions.getAsLong() > cluster.brokers()) {
      findings.add(Finding.error("transaction.state.log.min.isr is " + transactions.getAsLong() + ", but there are " + cluster.brokers() + " broker(s)",
          "broker setting `transaction.state.log.min.isr`", "no transaction is possible, and so no step", "lower it, or start more brokers"));
    }
    return findings;
  }

  static Finding noTopicConfig(Cluster.Topic topic, String setting) {
    return Finding.skipped("this client may not see the topic's settings", "topic " + topic.name() + ", `" + setting + "`", "grant DESCRIBE_CONFIGS on the topic to whoever runs doctor");
  }

  static String alter(Cluster.Topic topic, String setting) {
    return "kafka-configs.sh --alter --entity-type topics --entity-name " + topic.name() + " --add-config " + setting;
  }

  private TopicChecks() {}
}
