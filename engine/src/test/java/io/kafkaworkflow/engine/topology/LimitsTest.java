package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the broker would refuse never reaches it: that would stop the engine at every attempt. */
class LimitsTest {

  @Test
  void anOutputBeyondTheLimitUndoesTheStep() {
    try (TopologyFixture flow = new TopologyFixture(Map.of("workflow.output.record.bytes.max", "10"))) {
      flow.then(step -> step.waitsFor(List.of("r"), new Output("out", "k", "fits"), new Output("out", "key", "12345678"))).send("t", "new:1");
      assertThat(flow.on("out")).isEmpty();
      assertThat(flow.stored("t")).isNull();
      assertRefused(flow);
    }
  }

  @Test
  void aResultBeyondTheLimitUndoesTheStep() {
    try (TopologyFixture flow = new TopologyFixture(Map.of("workflow.output.record.bytes.max", "10"))) {
      flow.then(step -> step.completes("\"\u00e9\u00e9\u00e9\u00e9\"")).send("t", "new:1");
      assertThat(flow.on(WorkflowTopic.RESULT)).isEmpty();
      assertThat(flow.on(WorkflowTopic.EVENTS)).isEmpty();
      assertRefused(flow);
    }
  }

  @Test
  void anOverlongErrorIsCutAndVisible() {
    try (TopologyFixture flow = new TopologyFixture()) {
      String text = "x".repeat(Outbox.ERROR_TEXT_UNITS_MAX - 1) + "\ud83d\ude00 and more";
      flow.then(step -> step.fails(new ThreadFailure(text, "Error", text, text), false)).send("t", "new:1");
      assertThat(flow.on(WorkflowTopic.ERROR)).singleElement().satisfies(sent -> {
        assertThat(sent.value()).isEqualTo("\"" + "x".repeat(Outbox.ERROR_TEXT_UNITS_MAX - 1) + "\u2026\"");
        assertThat(sent.headers().get("workflow-error-stack")).hasSize(Outbox.ERROR_TEXT_UNITS_MAX);
      });
    }
  }

  @Test
  void anOverlongBaggageIsNotCopied() {
    try (TopologyFixture flow = new TopologyFixture()) {
      flow.send("t", "new:1", "baggage", "b".repeat(8_193), "traceparent", "00-1");
      assertThat(flow.on(WorkflowTopic.EVENTS)).singleElement()
          .satisfies(sent -> assertThat(sent.headers()).containsEntry("traceparent", "00-1").doesNotContainKey("baggage"));
    }
  }

  @Test
  void anIdCannotForgeLinesOfTheLog() {
    assertThat(ThreadLog.printable("a\nb\r\u001b[0m\u2028\ud83d\ude00")).isEqualTo("a\\u000ab\\u000d\\u001b[0m\\u2028\ud83d\ude00");
  }

  private static void assertRefused(TopologyFixture flow) {
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement()
        .satisfies(sent -> assertThat(sent.headers()).containsEntry("workflow-reason", "step/output-too-large"));
  }
}
