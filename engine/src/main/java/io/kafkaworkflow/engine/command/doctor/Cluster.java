package io.kafkaworkflow.engine.command.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What the brokers said, asked once.
 *
 * @param brokers how many there are
 * @param brokerConfigs one for each broker; none without the right to see them
 * @param features finalized ones and their versions
 * @param topics those asked for that exist and may be seen, changelogs included, by name
 * @param missingRights as people read them: {@code WRITE on topic workflow-result}
 * @param missingHttpRights the same, of the HTTP API alone
 * @param changelogRefusal why the changelogs could not be created; empty when they could, or are there
 * @param members of the engine's group; empty when the brokers do not say
 */
record Cluster(int brokers, List<Map<String, String>> brokerConfigs, Map<String, Short> features, Map<String, Topic> topics, List<String> missingRights,
    List<String> missingHttpRights, Optional<String> changelogRefusal, OptionalInt members) {

  /** @param config empty without the right to see it */
  record Topic(String name, int partitions, int replicationFactor, Optional<Map<String, String>> config) {

    OptionalLong number(String setting) {
      return config.map(all -> all.get(setting)).map(text -> OptionalLong.of(Long.parseLong(text))).orElseGet(OptionalLong::empty);
    }
  }

  /** The smallest value that any broker has for a setting; empty when they do not say. */
  OptionalLong smallest(String setting) {
    return values(setting).min();
  }

  OptionalLong largest(String setting) {
    return values(setting).max();
  }

  private LongStream values(String setting) {
    return brokerConfigs.stream().filter(config -> config.get(setting) != null).mapToLong(config -> Long.parseLong(config.get(setting)));
  }
}
