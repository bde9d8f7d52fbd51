package io.kafkaworkflow.start;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that the topics of a program exist, because Kafka Streams itself would wait or die without saying which are missing. */
public final class Topics {

  /** How long one question to the brokers may take. */
  public static final int ANSWER_TIMEOUT_MS = 15_000;

  private static final Logger log = LoggerFactory.getLogger(Topics.class);

  private Topics() {}

  /**
   * Returns when all topics exist.
   *
   * @param properties the settings of the program; plain and {@code admin.} ones reach the admin client
   * @param createMissing create what is missing, with {@code partitions} and the brokers' default replication
   * @param partitions used for new topics only; empty takes the brokers' default
   * @throws StartException {@code config/broker-unreachable}; {@code config/missing-topics} naming all of them at once;
   *     {@code config/topic-not-created}; {@code config/topic-not-compacted}
   */
  public static void require(Properties properties, Collection<TopicSpec> topics, boolean createMissing, Optional<Integer> partitions) {
    require(properties, topics, new TopicCreation(createMissing, partitions, Optional.empty()));
  }

  /** As the other, with more to say about new topics. */
  public static void require(Properties properties, Collection<TopicSpec> topics, TopicCreation creation) {
    try (Admin admin = connect(properties)) {
      Set<String> existing = existing(admin, properties);
      List<TopicSpec> missing = missing(topics, existing);
      if (!missing.isEmpty() && !creation.isWanted()) {
        throw StartErrors.missingTopics(missing.stream().map(TopicSpec::name).toList(), brokers(properties));
      }
      CleanupPolicies.check(admin, brokers(properties), topics.stream().filter(topic -> existing.contains(topic.name())).toList());
      for (TopicSpec topic : missing) {
        create(admin, topic, creation, false);
      }
      if (!missing.isEmpty()) {
        NewTopics.await(admin, missing.stream().map(TopicSpec::name).toList());
      }
    }
  }

  static List<TopicSpec> missing(Collection<TopicSpec> topics, Set<String> existing) {
    Map<String, TopicSpec> missing = new LinkedHashMap<>();
    topics.stream().filter(t -> !existing.contains(t.name())).forEach(t -> missing.putIfAbsent(t.name(), t));
    return new ArrayList<>(missing.values());
  }

  /**
   * A client for questions about the cluster; the caller closes it.
   *
   * @param properties the settings of the program; plain and {@code admin.} ones reach the client
   * @throws StartException {@code config/broker-unreachable}
   */
  public static Admin connect(Properties properties) {
    Properties admin = ClientSettings.of(properties, AdminClientConfig.configNames(), StreamsConfig.ADMIN_CLIENT_PREFIX);
    try {
      return Admin.create(admin);
    } catch (KafkaException e) {
      throw StartErrors.brokerUnreachable(brokers(properties), Causes.message(e));
    }
  }

  /**
   * Names of the topics that this client may see.
   *
   * @throws StartException {@code config/broker-unreachable}
   */
  public static Set<String> existing(Admin admin, Properties properties) {
    try {
      return admin.listTopics(new ListTopicsOptions().timeoutMs(ANSWER_TIMEOUT_MS)).names().get(ANSWER_TIMEOUT_MS + 1_000L, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw StartErrors.brokerUnreachable(brokers(properties), Causes.message(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StartErrors.brokerUnreachable(brokers(properties), "interrupted");
    }
  }

  /**
   * Those that do not exist, each once.
   *
   * @throws StartException {@code config/broker-unreachable}
   */
  public static List<TopicSpec> missing(Properties properties, Collection<TopicSpec> topics) {
    try (Admin admin = connect(properties)) {
      return missing(topics, existing(admin, properties));
    }
  }

  /**
   * Asks the brokers whether they would create these topics; creates none.
   *
   * @throws StartException {@code config/topic-not-created}: rights, replication factor, a setting that there is not
   */
  public static void validate(Properties properties, Collection<TopicSpec> missing, TopicCreation creation) {
    try (Admin admin = connect(properties)) {
      missing.forEach(topic -> create(admin, topic, creation, true));
    }
  }

  private static void create(Admin admin, TopicSpec topic, TopicCreation creation, boolean isValidatedOnly) {
    NewTopic created = new NewTopic(topic.name(), creation.partitions(), creation.replicationFactor()).configs(topic.config());
    try {
      admin.createTopics(List.of(created), new CreateTopicsOptions().validateOnly(isValidatedOnly)).all().get(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      if (!isValidatedOnly) {
        log.info("created topic {}", topic.name());
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) { // another instance was quicker: fine
        throw StartErrors.topicNotCreated(topic.name(), Causes.message(e));
      }
    } catch (TimeoutException e) {
      throw StartErrors.topicNotCreated(topic.name(), "no answer within " + ANSWER_TIMEOUT_MS + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StartErrors.topicNotCreated(topic.name(), "interrupted");
    }
  }

  /** Their addresses, for messages. */
  public static String brokers(Properties properties) {
    return properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "(not set)");
  }
}
