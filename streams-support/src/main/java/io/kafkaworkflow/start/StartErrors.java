package io.kafkaworkflow.start;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Every reason for which this module refuses to start a program, one factory each. */
public final class StartErrors {

  static final String UNREADABLE_PROPERTIES = "config/unreadable-properties";
  static final String INVALID_SETTING = "config/invalid-setting";
  static final String BROKER_UNREACHABLE = "config/broker-unreachable";
  static final String MISSING_TOPICS = "config/missing-topics";
  static final String TOPIC_NOT_CREATED = "config/topic-not-created";
  static final String NOT_AUTHORIZED = "config/not-authorized";
  static final String TOPIC_NOT_COMPACTED = "config/topic-not-compacted";

  /** All codes above; a test compares them with the pages in {@code docs/errors}. */
  static final List<String> CODES = List.of(
      UNREADABLE_PROPERTIES, INVALID_SETTING, BROKER_UNREACHABLE, MISSING_TOPICS, TOPIC_NOT_CREATED, NOT_AUTHORIZED, TOPIC_NOT_COMPACTED);

  private static final String NOTHING_STARTED = "nothing was started; the program exits with 1";

  private StartErrors() {}

  static StartException unreadableProperties(Path file, String reason) {
    return new StartException(UNREADABLE_PROPERTIES, "cannot read the properties file: " + reason, file.toString(), NOTHING_STARTED,
        "check the path; the file holds `key=value` lines, UTF-8, Kafka's own names and ours under `workflow.`");
  }

  /** A value that does not fit its definition, or does not go together with another. */
  public static StartException invalidSetting(String name, String reason) {
    return new StartException(INVALID_SETTING, reason, "setting `" + name + "`", NOTHING_STARTED,
        "correct or remove the line in the properties file");
  }

  /** @param reason what the client saw; Kafka puts no secrets into it */
  public static StartException brokerUnreachable(String bootstrapServers, String reason) {
    return new StartException(BROKER_UNREACHABLE, "cannot ask the brokers for their topics: " + reason,
        "bootstrap.servers=" + bootstrapServers, NOTHING_STARTED,
        "check that a broker runs at this address and that `security.protocol` and `sasl.*` fit it");
  }

  static StartException missingTopics(Collection<String> names, String bootstrapServers) {
    return new StartException(MISSING_TOPICS, "these topics do not exist, or may not be seen by this client: " + String.join(", ", names),
        "bootstrap.servers=" + bootstrapServers, NOTHING_STARTED,
        "check the rights of the client where the brokers have ACLs; create them, or start once with --create-topics; choose the number of partitions with care, it cannot be changed later");
  }

  static StartException topicNotCreated(String name, String reason) {
    return new StartException(TOPIC_NOT_CREATED, "cannot create the topic: " + reason, "topic " + name,
        "topics created before this one stay; the program exits with 1", "check the rights to create topics, or create it by hand");
  }

  static StartException notAuthorized(Collection<String> missing, String bootstrapServers) {
    return new StartException(NOT_AUTHORIZED, "the brokers do not allow this client what it needs: " + String.join(", ", missing),
        "bootstrap.servers=" + bootstrapServers, NOTHING_STARTED, "grant these rights; docs/security.md has the complete list for each program");
  }

  static StartException refusedWhileRunning(String needed, String reason) {
    return new StartException(NOT_AUTHORIZED, "the brokers do not allow this client what it needs: " + needed, reason.strip(),
        "the program stops with 1; nothing is lost, and it goes on from what is committed", "grant it; docs/security.md has the complete list");
  }

  static StartException topicNotCompacted(String name, String found) {
    return new StartException(TOPIC_NOT_COMPACTED, "expected cleanup.policy=compact, but found " + found + ", which deletes what is still needed",
        "topic " + name, NOTHING_STARTED,
        "kafka-configs.sh --alter --entity-type topics --entity-name " + name + " --add-config cleanup.policy=compact");
  }
}
