package io.kafkaworkflow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class CleanupPoliciesTest {
  private static final TopicSpec COMPACTED = new TopicSpec("workflow-bundles", Map.of("cleanup.policy", "compact"));
  private static final ConfigResource RESOURCE = new ConfigResource(ConfigResource.Type.TOPIC, COMPACTED.name());

  @Test
  void aTopicThatABrokerDoesNotKnowYetIsAskedForAgain() {
    Deque<KafkaFuture<Config>> answers = new ArrayDeque<>(List.of(
        failed(new UnknownTopicOrPartitionException("This server does not host this topic-partition.")), policy("compact")));

    CleanupPolicies.check(admin(answers), "127.0.0.1:9092", List.of(COMPACTED));

    assertThat(answers).isEmpty();
  }

  @Test
  void aTopicThatLosesWhatIsOldIsRefused() {
    assertThatThrownBy(() -> CleanupPolicies.check(admin(new ArrayDeque<>(List.of(policy("delete")))), "127.0.0.1:9092", List.of(COMPACTED)))
        .isInstanceOf(StartException.class).hasMessageContaining("config/topic-not-compacted").hasMessageContaining("workflow-bundles");
  }

  @Test
  void withoutTheRightToLookTheProgramStarts() {
    Deque<KafkaFuture<Config>> answers = new ArrayDeque<>(List.of(failed(new TopicAuthorizationException("no"))));

    assertThatCode(() -> CleanupPolicies.check(admin(answers), "127.0.0.1:9092", List.of(COMPACTED))).doesNotThrowAnyException();
  }

  private static KafkaFuture<Config> policy(String policy) {
    return KafkaFuture.completedFuture(new Config(List.of(new ConfigEntry("cleanup.policy", policy))));
  }

  private static KafkaFuture<Config> failed(RuntimeException why) {
    KafkaFutureImpl<Config> future = new KafkaFutureImpl<>();
    future.completeExceptionally(why);
    return future;
  }

  /** An admin client that can only describe configurations, with these answers. */
  private static Admin admin(Deque<KafkaFuture<Config>> answers) {
    return (Admin) Proxy.newProxyInstance(Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
      if (!method.getName().equals("describeConfigs")) throw new UnsupportedOperationException(method.getName());
      return new Described(Map.of(RESOURCE, answers.remove()));
    });
  }

  private static final class Described extends DescribeConfigsResult {
    Described(Map<ConfigResource, KafkaFuture<Config>> futures) {
      super(futures);
    }
  }
}
