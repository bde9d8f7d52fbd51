package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputsTest {

  @Test
  void everyOutputCarriesThreadStepBundleAndTrace_1_D10() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.passes(Duration.ofMillis(250))
          .then(step -> step.completes("1", new Output("out", "k", "v"), new Output("out", "k", null)))
          .send("t", "new:1", "traceparent", "00-abc", "tracestate", "x=1", "baggage", "b=2", "idempotency-key", "i", "other", "o");
      List<Sent> sent = flow.on("out");
      assertThat(sent).extracting(Sent::value).containsExactly("v", null);
      for (List<Sent> topic : List.of(sent, flow.on(WorkflowTopic.RESULT), flow.on(WorkflowTopic.EVENTS))) {
        assertThat(topic).isNotEmpty().allSatisfy(record -> {
          assertThat(record.headers()).isEqualTo(Map.of("workflow-thread-id", "t", "workflow-step-id", "workflow-resume-0-0",
              "workflow-bundle-id", ScriptedExecutor.BUNDLE.toString(), "traceparent", "00-abc", "tracestate", "x=1", "baggage", "b=2"));
          assertThat(record.time()).as("the time of the step").isEqualTo(TopologyFixture.START.plusMillis(250));
        });
      }
    }
  }

  @Test
  void aWorkflowMayGiveAnOutputHeaders() {
    try (TopologyFixture flow = new TopologyFixture()) {
      List<Output.Header> headers = List.of(new Output.Header("ce_id", "1"), new Output.Header("content-type", "t\u00e9xt/plain"));
      flow.then(step -> step.completes("1", new Output("out", "k", "v", headers), new Output("out", "k", "w"))).send("t", "new:1");
      List<Sent> sent = flow.on("out");
      assertThat(sent.get(0).headers()).containsEntry("ce_id", "1").containsEntry("content-type", "t\u00e9xt/plain").containsEntry("workflow-thread-id", "t");
      assertThat(sent.get(1).headers()).doesNotContainKeys("ce_id", "content-type");
    }
  }

  @ParameterizedTest
  @CsvSource({"x, \ud800, step/output-not-unicode", "\ud800, x, step/output-not-unicode", "x, 1000000, step/output-too-large"})
  void headersKeepToTheRulesOfKeyAndValue(String name, String value, String code) {
    try (TopologyFixture flow = new TopologyFixture()) {
      Output.Header header = new Output.Header(name, value.length() > 1 ? "x".repeat(Integer.parseInt(value)) : value);
      flow.then(step -> step.completes("1", new Output("out", "k", "v", List.of(header)))).send("t", "new:1");
      assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement().satisfies(letter -> assertThat(letter.headers()).containsEntry("workflow-reason", code));
      assertThat(flow.on("out")).isEmpty();
    }
  }

  @Test
  void outputsKeepTheirOrder() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.then(step -> step.waitsFor(List.of("r"), new Output("a", "1", "x"), new Output("b", "2", "y"), new Output("a", "3", "z"))).send("t", "new:1");
      assertThat(flow.on("a")).extracting(Sent::key).containsExactly("1", "3");
      assertThat(flow.on("b")).extracting(Sent::key).containsExactly("2");
    }
  }

  @Test
  void ensureThreadGoesThroughTheResumeTopic_1_23_1_61() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.then(step -> step.waitsFor(List.of("r"), new Output("workflow-resume", "child", "init:7"))).send("parent", "new:1");
      assertThat(flow.on(WorkflowTopic.RESUME)).singleElement().satisfies(sent -> {
        assertThat(sent.key()).isEqualTo("child");
        assertThat(sent.headers()).containsEntry("workflow-thread-id", "parent");
      });
      assertThat(flow.stored("child")).isNotNull();
    }
  }

  @Test
  void topicsCanBeRenamedAndWorkflowCodeNeedNotKnow() {
    var names = Map.of("workflow.topic.resume", "acme.resume", "workflow.topic.scheduler", "acme.timers", "workflow.topic.dead-letter", "acme.dead",
        "workflow.topic.events", "acme.events");
    try (TopologyFixture flow = new TopologyFixture(names)) {
      flow.then(step -> step.waitsFor(List.of("r"), new Output("workflow-resume", "child", "init:7"), new Output("workflow-scheduler", "k", "5")))
          .send("parent", "new:1").send("parent", "new:1");
      assertThat(flow.on("acme.timers")).hasSize(1);
      assertThat(flow.on("acme.dead")).hasSize(1);
      assertThat(flow.on("acme.events")).hasSize(2);
      assertThat(flow.stored("child")).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a|b\n", "\u00e9\u07ff", "\u7dda\u7a0b\uffff\ufffd", "\ud83d\ude00\ud87e\udc04", "\udbff\udffd\udb80\udc00"})
  void anyUnicodeSurvivesInThreadIdsRefsJsonAndOutputs(String text) {
    try (TopologyFixture flow = new TopologyFixture()) {
      String json = io.kafkaworkflow.protocol.JsonText.quote(text);
      flow.then(step -> step.waitsFor(List.of(text)), step -> step.completes(json, new Output("out", text, text)))
          .send(text, "new:" + json).send(text, "{\"ref\":" + json + ",\"value\":" + json + "}");
      assertThat(flow.executor.applied).extracting(input -> input.threadId()).containsExactly(text, text);
      assertThat(flow.on("out")).singleElement().satisfies(sent -> {
        assertThat(sent.key()).isEqualTo(text);
        assertThat(sent.value()).isEqualTo(text);
        assertThat(sent.headers()).containsEntry("workflow-thread-id", text);
      });
      assertThat(flow.on(WorkflowTopic.RESULT)).extracting(Sent::key, Sent::value).containsExactly(org.assertj.core.groups.Tuple.tuple(text, json));
      assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
    }
  }
}
