package io.kafkaworkflow.start;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses topics that must be compacted and are not: what is on them is still needed when it is old. */
final class CleanupPolicies {
  private static final Logger log = LoggerFactory.getLogger(CleanupPolicies.class);
  private static final int ASK_AGAIN_MS = 100;
  private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;

  /**
   * @param brokers their addresses, for messages
   * @param existing topics that exist; those whose spec does not say {@code cleanup.policy=compact} may have any policy
   * @throws StartException {@code config/topic-not-compacted}, {@code config/broker-unreachable}
   */
  static void check(Admin admin, String brokers, Collection<TopicSpec> existing) {
    List<ConfigResource> compacted = existing.stream()
        .filter(topic -> COMPACT.equals(topic.config().get(TopicConfig.CLEANUP_POLICY_CONFIG)))
        .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name())).toList();
    if (compacted.isEmpty()) {
      return;
    }
    describe(admin, brokers, compacted).forEach((topic, config) -> {
      String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
      if (!COMPACT.equals(policy)) {
        throw StartErrors.topicNotCompacted(topic.name(), policy);
      }
    });
  }

  /** A topic that another instance has just created is listed before every broker knows it: asked again until the usual limit. */
  private static Map<ConfigResource, Config> describe(Admin admin, String brokers, List<ConfigResource> topics) {
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Topics.ANSWER_TIMEOUT_MS);
    while (true) {
      try {
        return admin.describeConfigs(topics).all().get(Topics.ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof AuthorizationException) {
          // the right to describe configurations is not one that running needs
          log.warn("no right to see the configuration of {}: make sure that cleanup.policy is compact", topics);
          return Map.of();
        }
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > endNanos) {
          throw StartErrors.brokerUnreachable(brokers, Causes.message(e));
        }
        pause(brokers);
      } catch (TimeoutException e) {
        throw StartErrors.brokerUnreachable(brokers, "no answer within " + Topics.ANSWER_TIMEOUT_MS + " ms");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw StartErrors.brokerUnreachable(brokers, "interrupted");
      }
    }
  }

  private static void pause(String brokers) {
    try {
      TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StartErrors.brokerUnreachable(brokers, "interrupted");
    }
  }

  private CleanupPolicies() {}
}
