package io.kafkaworkflow.start;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers before the start whether the program may do what it will do. Kafka itself tells at the first record that needs
 * a right, which may be months later, and one right at a time.
 *
 * <p>What cannot be asked is found at the start all the same, by {@link StreamsProcess}: transactional ids, changelog topics.
 */
public final class Permissions {

  private static final Logger log = LoggerFactory.getLogger(Permissions.class);

  private Permissions() {}

  /**
   * Returns when all rights are there, or when the brokers do not say which there are.
   *
   * @param properties the settings of the program; {@code application.id} is its consumer group
   * @param operations by topic; the topics exist
   * @throws StartException {@code config/not-authorized} naming everything that is missing; {@code config/broker-unreachable}
   */
  public static void require(Properties properties, Map<String, Set<AclOperation>> operations) {
    require(properties, operations, List.of());
  }

  /** As the other; {@code groups} are consumer groups of the program besides the first. */
  public static void require(Properties properties, Map<String, Set<AclOperation>> operations, Collection<String> groups) {
    try (Admin admin = Topics.connect(properties)) {
      List<String> all = new ArrayList<>(List.of(properties.getProperty("application.id")));
      all.addAll(groups);
      List<String> missing = missing(admin, operations, all);
      if (!missing.isEmpty()) {
        throw StartErrors.notAuthorized(missing, Topics.brokers(properties));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw StartErrors.brokerUnreachable(Topics.brokers(properties), Causes.message(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StartErrors.brokerUnreachable(Topics.brokers(properties), "interrupted");
    }
  }

  /**
   * What the brokers say is not allowed, such as {@code WRITE on topic workflow-result}; nothing for what they do not say.
   *
   * @param operations by topic; the topics exist
   * @param groups consumer groups that are read with
   * @throws ExecutionException the brokers refused to answer
   * @throws TimeoutException they did not answer
   */
  public static List<String> missing(Admin admin, Map<String, Set<AclOperation>> operations, Collection<String> groups)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<String> missing = new ArrayList<>(missingForTopics(admin, operations));
    for (String group : groups) {
      missing.addAll(missingForGroup(admin, group));
    }
    return missing;
  }

  private static List<String> missingForTopics(Admin admin, Map<String, Set<AclOperation>> operations)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, TopicDescription> found = admin
        .describeTopics(operations.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(Topics.ANSWER_TIMEOUT_MS))
        .allTopicNames().get(Topics.ANSWER_TIMEOUT_MS + 1_000L, TimeUnit.MILLISECONDS);
    List<String> missing = new ArrayList<>();
    for (var wanted : new TreeMap<>(operations).entrySet()) {
      missing.addAll(missing(found.get(wanted.getKey()).authorizedOperations(), wanted.getValue(), "topic " + wanted.getKey()));
    }
    return missing;
  }

  private static List<String> missingForGroup(Admin admin, String group) throws ExecutionException, TimeoutException, InterruptedException {
    try {
      Set<AclOperation> allowed = admin
          .describeConsumerGroups(List.of(group), new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true).timeoutMs(Topics.ANSWER_TIMEOUT_MS))
          .describedGroups().get(group).get(Topics.ANSWER_TIMEOUT_MS + 1_000L, TimeUnit.MILLISECONDS).authorizedOperations();
      return missing(allowed, Set.of(AclOperation.READ), "group " + group);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupAuthorizationException) {
        return List.of("READ on group " + group);
      }
      if (e.getCause() instanceof GroupIdNotFoundException) {
        log.debug("the group {} is new: its rights show when the streams start", group);
        return List.of();
      }
      if (e.getCause() instanceof IllegalArgumentException) { // a group of the streams protocol, which this question is not for
        log.debug("the rights on the group {} cannot be asked for: {}", group, e.getCause().toString());
        return List.of();
      }
      throw e;
    }
  }

  /** {@code allowed} is null or empty when the brokers do not say. */
  private static List<String> missing(@Nullable Set<AclOperation> allowed, Set<AclOperation> wanted, String resource) {
    if (allowed == null || allowed.isEmpty()) {
      return List.of();
    }
    return wanted.stream().filter(operation -> !allowed.contains(operation)).sorted().map(operation -> operation + " on " + resource).toList();
  }
}
