package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.config.BundleSettings;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.TopicSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** A record that the brokers refuse for its size stops the engine: limits of the engine stay below theirs. */
final class SizeChecks {
  private static final String MESSAGE_MAX = "max.message.bytes";

  /** What a record batch and the workflow's headers add to key and value. */
  private static final int OVERHEAD_BYTES = 1_000;

  static final List<Check> ALL = List.of(
      Check.ofCluster("message-sizes", "what the engine may write fits into a record of its topic", SizeChecks::sizes));

  private static List<Finding> sizes(Installation facts, Cluster cluster) {
    List<Finding> findings = new ArrayList<>();
    EngineConfig config = facts.config();
    for (String topic : outputs(facts)) {
      fits(cluster, topic, config.outputRecordBytesMax(), "`" + EngineConfig.OUTPUT_RECORD_BYTES_MAX + "`", findings);
    }
    fits(cluster, facts.topic(WorkflowTopic.BUNDLES), config.bundles().chunkBytes(), "`" + BundleSettings.CHUNK_BYTES + "`", findings);
    long stored = (long) config.limits().continuationBytesMax() + config.mailboxLimits().bytesMax();
    String storedBy = "`" + EngineConfig.CONTINUATION_BYTES_MAX + "` and `" + EngineConfig.MAILBOX_BYTES_MAX + "` together";
    for (String changelog : facts.changelogs()) {
      fits(cluster, changelog, stored, storedBy, findings);
    }
    newChangelogs(facts, cluster, stored, storedBy, findings);
    deadLetters(facts, cluster, findings);
    long request = facts.clientNumber("max.request.size", Integer.MAX_VALUE, "producer.");
    if (request < Math.max(stored, config.outputRecordBytesMax()) + OVERHEAD_BYTES) {
      findings.add(Finding.error("expected at least " + (Math.max(stored, config.outputRecordBytesMax()) + OVERHEAD_BYTES) + ", but found " + request,
          "setting `max.request.size`", "a step whose thread or output is larger stops the engine", "raise it, or lower the limits of continuations and outputs"));
    }
    return findings;
  }

  /** Everything that steps and inputs write: what the bundle declares, and what becomes of threads. */
  private static Set<String> outputs(Installation facts) {
    Set<String> names = new TreeSet<>(facts.topics().stream().map(TopicSpec::name).toList());
    names.remove(facts.topic(WorkflowTopic.BUNDLES));
    names.remove(facts.topic(WorkflowTopic.DEAD_LETTER));
    names.remove(facts.topic(WorkflowTopic.EVENTS)); // never more than a few hundred bytes
    return names;
  }

  private static void fits(Cluster cluster, String name, long bytes, String limit, Collection<Finding> findings) {
    Cluster.Topic topic = cluster.topics().get(name);
    if (topic == null) {
      return;
    }
    if (topic.config().isEmpty()) {
      findings.add(TopicChecks.noTopicConfig(topic, MESSAGE_MAX));
      return;
    }
    OptionalLong found = topic.number(MESSAGE_MAX);
    if (found.isPresent() && found.getAsLong() < bytes + OVERHEAD_BYTES) {
      findings.add(Finding.error("expected max.message.bytes of " + (bytes + OVERHEAD_BYTES) + " or more, as " + limit + " allows " + bytes + ", but found " + found.getAsLong(),
          "topic " + name, "a record that is larger stops the engine, which then meets it again at each start",
          TopicChecks.alter(topic, MESSAGE_MAX + "=" + (bytes + OVERHEAD_BYTES)) + ", or lower the limit"));
    }
  }

  /** Changelogs that are yet to be made get the brokers' limit. */
  private static void newChangelogs(Installation facts, Cluster cluster, long stored, String storedBy, Collection<Finding> findings) {
    boolean areAllThere = facts.changelogs().stream().allMatch(cluster.topics()::containsKey);
    OptionalLong brokers = cluster.smallest("message.max.bytes");
    String own = facts.settings().getProperty("topic." + MESSAGE_MAX);
    if (!areAllThere && own == null && brokers.isPresent() && brokers.getAsLong() < stored + OVERHEAD_BYTES) {
      findings.add(Finding.error("expected message.max.bytes of " + (stored + OVERHEAD_BYTES) + " or more, as " + storedBy + " allow " + stored + ", but found " + brokers.getAsLong(),
          "broker setting `message.max.bytes`", "the changelogs are created with it, and a thread that is larger stops the engine",
          "set `topic.max.message.bytes` in the engine's properties file, or lower the limits"));
    }
  }

  private static void deadLetters(Installation facts, Cluster cluster, Collection<Finding> findings) {
    Cluster.Topic letters = cluster.topics().get(facts.topic(WorkflowTopic.DEAD_LETTER));
    Cluster.Topic resume = cluster.topics().get(facts.topic(WorkflowTopic.RESUME));
    if (letters == null || resume == null) {
      return;
    }
    if (letters.config().isEmpty()) {
      findings.add(TopicChecks.noTopicConfig(letters, MESSAGE_MAX));
      return;
    }
    OptionalLong letterMax = letters.number(MESSAGE_MAX);
    OptionalLong resumeMax = resume.number(MESSAGE_MAX);
    if (letterMax.isPresent() && resumeMax.isPresent() && letterMax.getAsLong() <= resumeMax.getAsLong()) {
      findings.add(Finding.warning("expected more max.message.bytes than " + resume.name() + " has (" + resumeMax.getAsLong() + "), but found " + letterMax.getAsLong(),
          "topic " + letters.name(), "a dead letter is the original and headers that say why: one that does not fit stops the engine",
          TopicChecks.alter(letters, MESSAGE_MAX + "=" + 2 * resumeMax.getAsLong())));
    }
  }

  private SizeChecks() {}
}
