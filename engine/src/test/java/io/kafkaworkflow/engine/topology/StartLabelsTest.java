package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels that come with the record that starts a thread. */
class StartLabelsTest {

  @Test
  void aStartGivesLabelsThatStayUntilTheThreadIsForgotten() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.send("t", "new:1", "workflow-label-customer", "first", "workflow-label-customer", "c \u00e9", "workflow-label-Empty", "", "other", "x");
      assertThat(labels(flow, "t")).containsExactly(entry("Empty", ""), entry("customer", "c \u00e9"));
      flow.send("t", "{\"ref\":\"r\"}", "workflow-label-late", "x");
      assertThat(labels(flow, "t")).as("only a start gives labels").containsOnlyKeys("Empty", "customer");
      flow.send("t", "{\"terminate\":1}");
      assertThat(labels(flow, "t")).containsOnlyKeys("Empty", "customer");
      flow.send("t", "new:2");
      assertThat(labels(flow, "t")).as("the next thread of that id").isEmpty();
      flow.send("u", "init:1", "workflow-label-customer", "c-17");
      assertThat(labels(flow, "u")).containsOnlyKeys("customer");
    }
  }

  @Test
  void theyAreNotInherited() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.then(step -> step.waitsFor(List.of("r"), new Output("workflow-resume", "child", "init:7"))).send("parent", "new:1", "workflow-label-customer", "c-17");
      assertThat(labels(flow, "parent")).isNotEmpty();
      assertThat(labels(flow, "child")).isEmpty();
      assertThat(flow.on(WorkflowTopic.EVENTS)).allSatisfy(sent -> assertThat(sent.headers()).doesNotContainKey("workflow-label-customer"));
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 1, 1", "a b, 1, 1", "n, 257, 1", "n, 1, 17"})
  void whatIsNoLabelOrTooManyIsRefused(String name, int length, int count) {
    try (TopologyFixture flow = new TopologyFixture()) {
      String[] headers = new String[2 * count];
      for (int i = 0; i < count; i++) {
        headers[2 * i] = "workflow-label-" + name + (count == 1 ? "" : i);
        headers[2 * i + 1] = "x".repeat(length);
      }
      flow.send("t", "new:1", headers);
      assertThat(flow.stored("t")).isNull();
      assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement().satisfies(letter ->
          assertThat(letter.headers()).containsEntry("workflow-reason", "protocol/label-invalid").containsKey(headers[0]));
    }
  }

  private static Map<String, String> labels(TopologyFixture flow, String threadId) {
    ContinuationHeader header = Objects.requireNonNull(flow.stored(threadId));
    return header.kept().labels();
  }
}
