package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.TopicSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Everything that checks look at.
 *
 * @param user what stands in the properties file
 * @param settings in force: the engine's defaults under the user's
 * @param topics that must exist, as the engine itself says
 * @param changelogs that the engine makes at its first start
 * @param bundleFailure why the bundle cannot be used; empty when it can, or when none was given
 * @param cluster empty when it could not be asked, for {@code clusterFailure}
 */
record Installation(Properties user, Properties settings, EngineConfig config, List<TopicSpec> topics, List<String> changelogs, Optional<Finding> bundleFailure,
    Machine machine, Optional<Cluster> cluster, Optional<Finding> clusterFailure) {

  String topic(WorkflowTopic topic) {
    return config.topics().getOrDefault(topic, topic.defaultName());
  }

  /**
   * A number of one kind of client, as Kafka Streams finds it; the settings were checked, so that it is one.
   *
   * @param prefixes such as {@code consumer.}, the most specific one first; without any of them, the name alone counts
   */
  long clientNumber(String name, long orElse, String... prefixes) {
    return Stream.concat(Stream.of(prefixes).map(prefix -> prefix + name), Stream.of(name)).map(settings::getProperty).filter(Objects::nonNull).findFirst()
        .map(text -> Long.parseLong(text.strip())).orElse(orElse);
  }

  /** A number of Kafka Streams' own. */
  long number(String name, long orElse) {
    return clientNumber(name, orElse);
  }

  /** Whether the members of the group are told what to do by the broker (KIP-1071). */
  boolean hasStreamsProtocol() {
    return settings.getProperty("group.protocol", "classic").strip().equalsIgnoreCase("streams");
  }
}
