package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be applied is kept whole, says why, and stops nothing. */
class DeadLetterTest {
  private final TopologyFixture flow = new TopologyFixture();

  @AfterEach
  void close() {
    flow.close();
  }

  static Stream<Arguments> brokenRecords() {
    return Stream.of(
        Arguments.of(bytes("t"), null, "protocol/value-missing"),
        Arguments.of(null, bytes("new:1"), "protocol/key-missing"),
        Arguments.of(null, null, "protocol/key-missing"),
        Arguments.of(new byte[0], bytes("new:1"), "protocol/key-missing"),
        Arguments.of(new byte[] {(byte) 0xC0}, bytes("new:1"), "protocol/key-not-utf8"),
        Arguments.of(bytes("t"), new byte[] {'n', (byte) 0x80}, "protocol/value-not-utf8"),
        Arguments.of(bytes("t"), new byte[0], "protocol/unknown-record"),
        Arguments.of(bytes("t"), bytes("new:{"), "protocol/json-broken"),
        Arguments.of(bytes("t"), bytes("{\"ref\":1}"), "protocol/ref-invalid"));
  }

  @ParameterizedTest
  @MethodSource("brokenRecords")
  void aBrokenRecordIsKeptAndThePartitionGoesOn_1_D4(byte @Nullable [] key, byte @Nullable [] value, String reason) {
    flow.sendBytes(key, value, "mine", "yes", "workflow-reason", "old").send("next", "new:1");
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement().satisfies(sent -> {
      assertThat(sent.raw().key()).isEqualTo(key);
      assertThat(sent.raw().value()).isEqualTo(value);
      assertThat(sent.time()).isEqualTo(TopologyFixture.START.plusMillis(-1_000));
      assertThat(sent.headers()).containsAllEntriesOf(Map.of("mine", "yes", "workflow-reason", reason,
          "__streams.errors.exception", reason, "__streams.errors.topic", "workflow-resume", "__streams.errors.partition", "0",
          "__streams.errors.offset", "0", "workflow-step-id", "workflow-resume-0-0"));
      assertThat(sent.headers().get("workflow-error-message")).contains(reason, "at    workflow-resume-0@0", "then", "help");
      assertThat(sent.raw().headers().headers("workflow-reason")).hasSize(1);
    });
    assertThat(flow.stored("next")).isNotNull();
    assertThat(flow.executor.applied).hasSize(1);
  }

  @Test
  void aRefusedStepLeavesNothingBehind_1_D1_1_D2() {
    flow.send("t", "new:1");
    var before = flow.stored("t");
    flow.then(step -> step.refused("step/time-limit"), step -> step.waitsFor(List.of("s"), new Output("out", "u", "1")))
        .send("t", "{\"ref\":\"r\"}", "traceparent", "00-1").send("u", "new:1");
    assertThat(flow.stored("t")).isEqualTo(before);
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement().satisfies(sent -> {
      assertThat(sent.value()).isEqualTo("{\"ref\":\"r\"}");
      assertThat(sent.headers()).containsEntry("workflow-reason", "step/time-limit").containsEntry("traceparent", "00-1");
    });
    assertThat(flow.on("out")).extracting(Sent::key).containsExactly("u");
    assertThat(flow.count(StepMetrics.DEAD_LETTERS, "step/time-limit")).isEqualTo(1);
    flow.send("t", "{\"ref\":\"r\"}");
    assertThat(flow.executor.applied).as("the ref is still open").hasSize(4);
  }

  @Test
  void theStepThatSentTheOriginalStaysOnIt() {
    flow.sendBytes(bytes("t"), bytes("nonsense"), "workflow-step-id", "workflow-resume-0-77");
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement().satisfies(sent -> assertThat(sent.raw().headers().headers("workflow-step-id"))
        .extracting(header -> new String(header.value(), UTF_8)).containsExactly("workflow-resume-0-77", "workflow-resume-0-0"));
  }

  @Test
  void aRefusedStartLeavesNoThreadBehind() {
    flow.then(step -> step.refused("step/undeclared-topic")).send("t", "new:1");
    assertThat(flow.stored("t")).isNull();
    assertThat(flow.on(WorkflowTopic.EVENTS)).isEmpty();
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).hasSize(1);
  }

  @Test
  void anOutputThatUtf8CannotHoldUndoesTheStep() {
    flow.then(step -> step.waitsFor(List.of("r"), new Output("out", "k", "fine"), new Output("out", "k", "half \ud83d"))).send("t", "new:1");
    assertThat(flow.on("out")).isEmpty();
    assertThat(flow.stored("t")).isNull();
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement()
        .satisfies(sent -> assertThat(sent.headers()).containsEntry("workflow-reason", "step/output-not-unicode"));
  }

  @Test
  void aContinuationOfANewerFormatParksItsThreadAlone() {
    byte[] newer = {9, 0, 1};
    flow.store("t", newer);
    flow.send("t", "{\"ref\":\"r\"}").send("t", "new:1").send("t", "{\"terminate\":1}").send("u", "new:1");
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).hasSize(3)
        .allSatisfy(sent -> assertThat(sent.headers()).containsEntry("workflow-reason", "codec/unknown-format"));
    assertThat(flow.stored("u")).isNotNull();
  }

  @Test
  void aFaultOfTheEngineStopsTheTaskInsteadOfLosingTheRecord() {
    flow.then(step -> {
      throw new IllegalArgumentException("a fault");
    });
    assertThatThrownBy(() -> flow.send("t", "new:1")).hasRootCauseMessage("a fault");
    assertThat(flow.stored("t")).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
