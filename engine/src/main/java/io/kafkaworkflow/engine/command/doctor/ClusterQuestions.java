package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.start.Causes;
import io.kafkaworkflow.start.Permissions;
import io.kafkaworkflow.start.StartErrors;
import io.kafkaworkflow.start.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Asks the brokers everything that checks look at. Changes nothing: what only an attempt tells is attempted with {@code validateOnly}. */
final class ClusterQuestions {
  private final Admin admin;
  private final Properties settings;

  /**
   * @param topics names of all topics to ask for
   * @param rights by topic; {@code httpRights} those of the HTTP API, none when there is none
   * @param groups consumer groups of the bundle's inputs
   */
  record Wanted(Collection<String> topics, List<String> changelogs, Map<String, Set<AclOperation>> rights, Map<String, Set<AclOperation>> httpRights,
      List<String> groups) {}

  private ClusterQuestions(Admin admin, Properties settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /** @throws io.kafkaworkflow.start.StartException {@code config/broker-unreachable} */
  static Cluster ask(Properties settings, Wanted wanted) {
    Properties patient = new Properties();
    patient.putAll(settings);
    // a person waits: the client's own minute is too long
    patient.putIfAbsent("default.api.timeout.ms", Integer.toString(Topics.ANSWER_TIMEOUT_MS));
    patient.putIfAbsent("request.timeout.ms", Integer.toString(Topics.ANSWER_TIMEOUT_MS));
    try (Admin admin = Topics.connect(patient)) {
      return new ClusterQuestions(admin, patient).ask(wanted);
    } catch (ExecutionException | TimeoutException e) {
      throw StartErrors.brokerUnreachable(Topics.brokers(settings), Causes.message(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StartErrors.brokerUnreachable(Topics.brokers(settings), "interrupted");
    }
  }

  private Cluster ask(Wanted wanted) throws ExecutionException, TimeoutException, InterruptedException {
    Set<String> existing = Topics.existing(admin, settings);
    Set<String> names = new LinkedHashSet<>(wanted.topics);
    names.addAll(wanted.changelogs);
    names.retainAll(existing);
    List<String> brokerIds = answer(admin.describeCluster().nodes()).stream().map(node -> node.idString()).toList();
    Map<String, Short> features = new HashMap<>();
    answer(admin.describeFeatures().featureMetadata()).finalizedFeatures().forEach((name, range) -> features.put(name, range.maxVersionLevel()));
    List<String> missing = Permissions.missing(admin, only(wanted.rights, existing), groups(wanted));
    missing = new ArrayList<>(missing);
    missing.addAll(missingForTransactions());
    List<String> missingHttp = new ArrayList<>(Permissions.missing(admin, only(wanted.httpRights, existing), List.of()));
    missingHttp.removeAll(missing);
    return new Cluster(brokerIds.size(), brokerConfigs(brokerIds), features, topics(names), missing, missingHttp,
        changelogRefusal(wanted.changelogs.stream().filter(name -> !existing.contains(name)).toList()), members());
  }

  private List<String> groups(Wanted wanted) {
    List<String> groups = new ArrayList<>(List.of(settings.getProperty("application.id")));
    groups.addAll(wanted.groups);
    return groups;
  }

  private Map<String, Cluster.Topic> topics(Set<String> names) throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, Map<String, String>> configs = new HashMap<>();
    for (String name : names) {
      config(new ConfigResource(ConfigResource.Type.TOPIC, name)).ifPresent(config -> configs.put(name, config));
    }
    Map<String, Cluster.Topic> topics = new HashMap<>();
    for (TopicDescription found : answer(admin.describeTopics(names).allTopicNames()).values()) {
      int replicas = found.partitions().stream().mapToInt(partition -> partition.replicas().size()).min().orElse(0);
      topics.put(found.name(), new Cluster.Topic(found.name(), found.partitions().size(), replicas, Optional.ofNullable(configs.get(found.name()))));
    }
    return topics;
  }

  private List<Map<String, String>> brokerConfigs(List<String> ids) throws ExecutionException, TimeoutException, InterruptedException {
    List<Map<String, String>> configs = new ArrayList<>();
    for (String id : ids) {
      config(new ConfigResource(ConfigResource.Type.BROKER, id)).ifPresent(configs::add);
    }
    return configs;
  }

  /** Empty without the right to see it: running needs no such right. */
  private Optional<Map<String, String>> config(ConfigResource resource) throws ExecutionException, TimeoutException, InterruptedException {
    try {
      Config config = answer(admin.describeConfigs(List.of(resource)).values().get(resource));
      return Optional.of(config.entries().stream().filter(entry -> entry.value() != null).collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Only DESCRIBE can be asked for; it comes with WRITE, so that whoever lacks it lacks both. */
  private List<String> missingForTransactions() throws TimeoutException, InterruptedException {
    String prefix = settings.getProperty("application.id") + "-";
    try {
      answer(admin.describeTransactions(List.of(prefix + "doctor")).all());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdAuthorizationException) {
        return List.of("DESCRIBE and WRITE on transactional ids that begin with " + prefix);
      }
      // no transaction has this id, or the coordinator is not there yet: there is nothing to learn about rights
    }
    return List.of();
  }

  private Optional<String> changelogRefusal(List<String> missing) throws TimeoutException, InterruptedException {
    short replicas = Short.parseShort(settings.getProperty("replication.factor", "-1").strip());
    Optional<Short> replicationFactor = replicas < 0 ? Optional.empty() : Optional.of(replicas);
    for (String name : missing) {
      try {
        answer(admin.createTopics(List.of(new NewTopic(name, Optional.empty(), replicationFactor)), new CreateTopicsOptions().validateOnly(true)).all());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ApiException && !(e.getCause() instanceof TopicExistsException)) {
          return Optional.of(Causes.message(e));
        }
      }
    }
    return Optional.empty();
  }

  private OptionalInt members() throws TimeoutException, InterruptedException {
    String group = settings.getProperty("application.id");
    boolean isStreams = settings.getProperty("group.protocol", "classic").strip().equalsIgnoreCase("streams");
    try {
      return OptionalInt.of(isStreams ? answer(admin.describeStreamsGroups(List.of(group)).describedGroups().get(group)).members().size()
          : answer(admin.describeClassicGroups(List.of(group)).describedGroups().get(group)).members().size());
    } catch (ExecutionException e) {
      return OptionalInt.empty(); // a group that is new, of the other protocol, or not to be seen
    }
  }

  private static Map<String, Set<AclOperation>> only(Map<String, Set<AclOperation>> rights, Set<String> existing) {
    return rights.entrySet().stream().filter(right -> existing.contains(right.getKey())).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static <T> T answer(KafkaFuture<T> question) throws ExecutionException, TimeoutException, InterruptedException {
    return question.get(Topics.ANSWER_TIMEOUT_MS + 1_000L, TimeUnit.MILLISECONDS);
  }
}
