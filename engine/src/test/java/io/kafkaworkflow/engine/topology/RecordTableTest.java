package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.protocol.ReasonCode;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every row of docs/protocol.md's record table, what it does and what it does otherwise. */
class RecordTableTest {
  private final TopologyFixture flow = new TopologyFixture();

  @AfterEach
  void close() {
    flow.close();
  }

  @Test
  void newStartsAThreadWithTheArgument_1_03() {
    flow.send("o-42", "new:{\"a\":1}");
    assertThat(flow.executor.applied).singleElement().satisfies(input -> {
      assertThat(input.threadId()).isEqualTo("o-42");
      assertThat(input.command()).isEqualTo(new Command.Start("{\"a\":1}"));
      assertThat(input.stepId()).isEqualTo("workflow-resume-0-0");
      assertThat(input.nowEpochMs()).isEqualTo(TopologyFixture.START.toEpochMilli());
    });
    assertThat(flow.stored("o-42").status()).isEqualTo(ThreadStatus.WAITING);
    assertThat(flow.on(WorkflowTopic.EVENTS)).singleElement()
        .satisfies(e -> assertThat(e.value()).contains("\"kind\":\"started\"", "\"thread\":\"o-42\""));
  }

  @Test
  void newOnARunningThreadIsADeadLetterAndTheThreadIsUntouched_1_D3() {
    flow.send("t", "new:1");
    var before = flow.stored("t");
    flow.send("t", "new:2");
    expectDeadLetter(ReasonCode.THREAD_EXISTS, "t", "new:2");
    assertThat(flow.stored("t")).isEqualTo(before);
    assertThat(flow.executor.applied).hasSize(1);
  }

  @Test
  void newWithTheIdempotencyKeyOfTheRunningThreadIsIgnoredAndCounted() {
    flow.send("t", "new:1", "idempotency-key", "k").send("t", "new:1", "idempotency-key", "k");
    assertThat(flow.executor.applied).hasSize(1);
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
    assertThat(flow.count(StepMetrics.IGNORED, "same-start")).isEqualTo(1);
  }

  @Test
  void newWithAnotherIdempotencyKeyIsADeadLetter() {
    flow.send("t", "new:1", "idempotency-key", "k").send("t", "new:1", "idempotency-key", "l");
    expectDeadLetter(ReasonCode.THREAD_EXISTS, "t", "new:1");
  }

  @Test
  void newWithTheIdempotencyKeyOfAnEndedThreadIsIgnoredWhileItIsRetained() {
    flow.then(step -> step.completes("1")).send("t", "new:1", "idempotency-key", "k").send("t", "new:1", "idempotency-key", "k");
    assertThat(flow.executor.applied).hasSize(1);
    assertThat(flow.count(StepMetrics.IGNORED, "same-start")).isEqualTo(1);
  }

  @Test
  void newAfterTheEndStartsAnotherThread() {
    flow.then(step -> step.completes("1")).send("t", "new:1").send("t", "new:2");
    assertThat(flow.executor.applied).hasSize(2);
    assertThat(flow.stored("t")).satisfies(header -> {
      assertThat(header.status()).isEqualTo(ThreadStatus.WAITING);
      assertThat(header.incarnation()).isEqualTo(1);
    });
  }

  @Test
  void initStartsAThreadOnce_1_23() {
    flow.send("t", "init:1").send("t", "init:2");
    assertThat(flow.executor.applied).singleElement().satisfies(input -> assertThat(input.command()).isEqualTo(new Command.Start("1")));
    assertThat(flow.count(StepMetrics.IGNORED, "already-running")).isEqualTo(1);
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
  }

  @Test
  void settleOfAnOpenRefRunsTheStep_1_04() {
    flow.send("t", "new:1").then(step -> step.completes("{\"ok\":true}")).send("t", "{\"ref\":\"r\",\"value\":7}");
    assertThat(flow.executor.applied.get(1).command()).isEqualTo(new Command.Settle("r", "{\"ref\":\"r\",\"value\":7}"));
    assertThat(flow.on(WorkflowTopic.RESULT)).singleElement().satisfies(sent -> {
      assertThat(sent.key()).isEqualTo("t");
      assertThat(sent.value()).isEqualTo("{\"ok\":true}");
    });
    assertThat(flow.stored("t").status()).isEqualTo(ThreadStatus.COMPLETED);
  }

  @Test
  void settleOfARefThatNobodyAwaitsWaitsInTheMailbox_1_06_1_D5() {
    flow.send("t", "new:1").send("t", "{\"ref\":\"early\",\"value\":1}");
    assertThat(flow.stored("t").mailbox().messages()).singleElement()
        .satisfies(message -> assertThat(message.recordJson()).isEqualTo("{\"ref\":\"early\",\"value\":1}"));
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
    assertThat(flow.executor.applied).hasSize(1);
  }

  @Test
  void settleOfASpentRefIsIgnoredAndCounted_1_07_1_42() {
    flow.then(step -> step.waitsFor(List.of("~0.1", "~0.2")), step -> step.waitsFor(List.of("~0.2")))
        .send("t", "new:1").send("t", "{\"ref\":\"~0.1\"}").send("t", "{\"ref\":\"~0.1\"}");
    assertThat(flow.executor.applied).hasSize(2);
    assertThat(flow.count(StepMetrics.IGNORED, "spent-ref")).isEqualTo(1);
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
  }

  @Test
  void settleOfARefOfAnEarlierThreadIsIgnoredAndCounted() {
    flow.then(step -> step.completes("1"), step -> step.waitsFor(List.of("~1.1"))).send("t", "new:1").send("t", "new:1").send("t", "{\"ref\":\"~0.1\"}");
    assertThat(flow.executor.applied).hasSize(2);
    assertThat(flow.count(StepMetrics.IGNORED, "earlier-thread")).isEqualTo(1);
  }

  @Test
  void aLateReplyToAnEndedThreadIsIgnoredWhenTheRefWasMadeByRefAndADeadLetterOtherwise() {
    flow.then(step -> step.completes("1")).send("t", "new:1").send("t", "{\"ref\":\"~0.1\"}").send("t", "{\"ref\":\"named\"}");
    assertThat(flow.count(StepMetrics.IGNORED, "spent-ref")).isEqualTo(1);
    expectDeadLetter(ReasonCode.THREAD_ENDED, "t", "{\"ref\":\"named\"}");
  }

  @Test
  void settleCancelAndTerminateOfAnUnknownThreadAreDeadLetters_1_D5() {
    for (String value : List.of("{\"ref\":\"r\"}", "{\"ref\":\"~0.1\"}", "{\"cancel\":1}", "{\"terminate\":1}")) {
      flow.send("nobody", value);
      expectDeadLetter(ReasonCode.THREAD_UNKNOWN, "nobody", value);
    }
    assertThat(flow.executor.applied).isEmpty();
  }

  @Test
  void cancelRunsTheCleanupAndSaysSo() {
    flow.send("t", "new:1")
        .then(step -> step.fails(new ThreadFailure("CancelToken: why", "CancelToken", "why", ""), true, new Output("undo", "t", "{}")))
        .send("t", "{\"cancel\":\"why\"}");
    assertThat(flow.executor.applied.get(1).command()).isEqualTo(new Command.Cancel("\"why\""));
    assertThat(flow.on("undo")).hasSize(1);
    assertThat(flow.on(WorkflowTopic.ERROR)).singleElement().satisfies(sent -> {
      assertThat(sent.value()).isEqualTo("\"CancelToken: why\"");
      assertThat(sent.headers()).containsEntry("workflow-reason", "cancelled").doesNotContainKey("workflow-error-stack");
    });
    assertThat(flow.stored("t").status()).isEqualTo(ThreadStatus.CANCELLED);
  }

  @Test
  void terminateEndsTheThreadWithoutRunningCode() {
    flow.send("t", "new:1").send("t", "{\"terminate\":\"op\u00e9rateur\"}");
    assertThat(flow.executor.applied).hasSize(1);
    assertThat(flow.stored("t").status()).isEqualTo(ThreadStatus.TERMINATED);
    assertThat(flow.on(WorkflowTopic.ERROR)).singleElement().satisfies(sent -> {
      assertThat(sent.value()).isEqualTo("\"op\u00e9rateur\"");
      assertThat(sent.headers()).containsEntry("workflow-reason", "terminated").containsEntry("workflow-error-name", "Terminated")
          .containsEntry("workflow-bundle-id", ScriptedExecutor.BUNDLE.toString());
    });
    assertThat(flow.on(WorkflowTopic.EVENTS)).extracting(TopologyFixture.Sent::value).last().asString().contains("\"kind\":\"terminated\"");
  }

  @Test
  void cancelAndTerminateOfAnEndedThreadAreDeadLetters() {
    flow.then(step -> step.completes("1")).send("t", "new:1").send("t", "{\"cancel\":1}");
    expectDeadLetter(ReasonCode.THREAD_ENDED, "t", "{\"cancel\":1}");
    flow.send("t", "{\"terminate\":1}");
    expectDeadLetter(ReasonCode.THREAD_ENDED, "t", "{\"terminate\":1}");
  }

  @Test
  void aFailureIsVisibleWithNameMessageAndStack_1_11_1_D12() {
    flow.then(step -> step.fails(new ThreadFailure("TypeError: no \"x\"", "TypeError", "no \"x\"", "TypeError: no\n    at a.ts:1:2"), false))
        .send("t", "new:1");
    assertThat(flow.on(WorkflowTopic.ERROR)).singleElement().satisfies(sent -> {
      assertThat(sent.key()).isEqualTo("t");
      assertThat(sent.value()).isEqualTo("\"TypeError: no \\\"x\\\"\"");
      assertThat(sent.headers()).containsAllEntriesOf(Map.of(
          "workflow-reason", "failed", "workflow-error-name", "TypeError", "workflow-error-message", "no \"x\"",
          "workflow-error-stack", "TypeError: no\n    at a.ts:1:2"));
    });
    assertThat(flow.on(WorkflowTopic.EVENTS)).extracting(TopologyFixture.Sent::value).satisfiesExactly(
        started -> assertThat(started).contains("\"started\""), failed -> assertThat(failed).contains("\"failed\""));
  }

  private void expectDeadLetter(ReasonCode reason, String key, String value) {
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement().satisfies(sent -> {
      assertThat(sent.key()).isEqualTo(key);
      assertThat(sent.value()).isEqualTo(value);
      assertThat(sent.headers()).containsEntry("workflow-reason", reason.code());
    });
    assertThat(flow.count(StepMetrics.DEAD_LETTERS, reason.code())).isPositive();
  }
}
