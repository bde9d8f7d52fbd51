package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/protocol.md, "What a thread keeps". */
class KeptHeadersTest {

  @Test
  void aChildKnowsItsParentAndItsCause_2_05() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.then(step -> step.waitsFor(List.of("r"), new Output("workflow-resume", "child", "init:7"))).send("parent", "new:1");
      assertThat(header(flow, "child").kept().parent()).isEqualTo("parent");
      assertThat(header(flow, "child").kept().cause()).isEqualTo("workflow-resume-0-0");
      assertThat(header(flow, "parent").kept().isEmpty()).as("started from outside, with no headers").isTrue();
      assertThat(flow.on(WorkflowTopic.EVENTS)).extracting(Sent::value).satisfiesExactly(
          event -> assertThat(event).contains("\"kind\":\"started\"", "\"thread\":\"parent\"").doesNotContain("\"parent\":", "\"cause\":"),
          event -> assertThat(event).contains("\"thread\":\"child\"", "\"parent\":\"parent\"", "\"cause\":\"workflow-resume-0-0\""));
    }
  }

  @Test
  void contextGoesFromTheStartToEveryOutputAndEveryGenerationOfChildren_2_06() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.then(step -> step.waitsFor(List.of("r")), step -> step.completes("1", new Output("workflow-resume", "child", "init:7"), new Output("out", "k", "v")),
              step -> step.completes("2", new Output("workflow-resume", "grandchild", "init:8")))
          .send("parent", "new:1", "workflow-context-tenant", "t1", "other", "not kept").send("parent", "{\"ref\":\"r\"}", "workflow-context-tenant", "too late");
      assertThat(flow.on("out")).singleElement().satisfies(sent -> assertThat(sent.headers()).containsEntry("workflow-context-tenant", "t1").doesNotContainKey("other"));
      assertThat(flow.on(WorkflowTopic.RESULT)).hasSize(2).allSatisfy(sent -> assertThat(sent.headers()).containsEntry("workflow-context-tenant", "t1"));
      assertThat(header(flow, "grandchild").kept().context()).isEqualTo(Map.of("tenant", "t1"));
      assertThat(header(flow, "grandchild").kept().parent()).isEqualTo("child");
      assertThat(header(flow, "parent").kept().context()).as("remembered after the end").isEqualTo(Map.of("tenant", "t1"));
    }
  }

  @Test
  void aRecordWithoutATraceGoesOnInThatOfItsThread() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.then(step -> step.waitsFor(List.of("r")), step -> step.waitsFor(List.of("r"), new Output("out", "1", "")),
              step -> step.waitsFor(List.of("r"), new Output("out", "2", "")), step -> step.completes("3", new Output("out", "3", "")))
          .send("t", "new:1", "traceparent", "00-a", "tracestate", "s=1", "baggage", "b=1")
          .send("t", "{\"ref\":\"r\"}").send("t", "{\"ref\":\"r\"}", "traceparent", "00-b").send("t", "{\"ref\":\"r\"}", "baggage", "b=2");
      assertThat(flow.on("out")).extracting(Sent::headers).satisfiesExactly(
          headers -> assertThat(headers).containsEntry("traceparent", "00-a").containsEntry("tracestate", "s=1").containsEntry("baggage", "b=1"),
          headers -> assertThat(headers).containsEntry("traceparent", "00-b").doesNotContainKey("tracestate").containsEntry("baggage", "b=1"),
          headers -> assertThat(headers).containsEntry("traceparent", "00-b").containsEntry("baggage", "b=2"));
    }
  }

  @Test
  void aTerminatedThreadKeepsWhatItHas() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.send("t", "new:1", "traceparent", "00-a", "workflow-context-tenant", "t1").send("t", "{\"terminate\":1}");
      assertThat(flow.on(WorkflowTopic.ERROR)).singleElement()
          .satisfies(sent -> assertThat(sent.headers()).containsEntry("traceparent", "00-a").containsEntry("workflow-context-tenant", "t1"));
      assertThat(header(flow, "t").kept().context()).isEqualTo(Map.of("tenant", "t1"));
    }
  }

  @Test
  void anotherThreadOfTheSameIdBeginsAnew() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.then(step -> step.completes("1")).send("t", "new:1", "workflow-context-tenant", "t1", "traceparent", "00-a").send("t", "new:2");
      assertThat(header(flow, "t").kept().isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"Tenant, 1, 1", "te nant, 1, 1", "'', 1, 1", "n, 8192, 1", "n, 1, 33"})
  void contextThatIsTooMuchIsRefused(String name, int length, int count) {
    try (TopologyFixture flow = new TopologyFixture()) {
      String[] headers = new String[2 * count];
      for (int i = 0; i < count; i++) {
        headers[2 * i] = "workflow-context-" + name + (count == 1 ? "" : i);
        headers[2 * i + 1] = "x".repeat(length);
      }
      flow.send("t", "new:1", headers);
      assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement()
          .satisfies(letter -> assertThat(letter.headers()).containsEntry("workflow-reason", "protocol/context-invalid"));
      assertThat(flow.executor.applied).isEmpty();
    }
  }

  @Test
  void whatNobodyMaySendIsNotKept() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.send("t", "new:1", "traceparent", "x".repeat(8_193), "workflow-thread-id", "x".repeat(257), "workflow-step-id", "");
      assertThat(header(flow, "t").kept().isEmpty()).isTrue();
    }
  }

  private static ContinuationHeader header(TopologyFixture flow, String threadId) {
    return Objects.requireNonNull(flow.stored(threadId), threadId);
  }
}
