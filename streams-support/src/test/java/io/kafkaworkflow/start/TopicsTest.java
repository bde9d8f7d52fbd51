package io.kafkaworkflow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void everyMissingTopicIsFoundOnce() {
    List<TopicSpec> wanted = List.of(new TopicSpec("a"), new TopicSpec("b"), new TopicSpec("c"), new TopicSpec("b", Map.of("x", "y")));
    assertThat(Topics.missing(wanted, Set.of("a", "z"))).extracting(TopicSpec::name).containsExactly("b", "c");
  }

  @Test
  void anAddressThatCannotBeResolvedIsNamed() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", "no-such-host.invalid:9092");
    assertThatThrownBy(() -> Topics.require(properties, List.of(new TopicSpec("a")), false, Optional.empty()))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("config/broker-unreachable", "no-such-host.invalid:9092");
  }

  @Test
  void theMessageForMissingTopicsNamesThemAll() {
    assertThat(StartErrors.missingTopics(List.of("a", "b"), "127.0.0.1:9092"))
        .hasMessageContainingAll("config/missing-topics", "a, b", "--create-topics", "127.0.0.1:9092");
  }
}
