package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.ReasonCode;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages for refs that nobody awaits yet (1-06): kept, given to the next await in order, never lost. */
class MailboxTest {
  private static final List<String> NOTHING = List.of("r");
  private TopologyFixture flow = new TopologyFixture();

  @AfterEach
  void close() {
    flow.close();
  }

  @Test
  void anEarlyMessageWaitsWithoutAStepAndGoesToTheNextAwaitInOrder_1_06() {
    flow.send("t", "new:1").send("t", settle("a", 1)).send("t", settle("b", 2)).send("t", settle("a", 3));
    assertThat(flow.executor.applied).as("no code runs for a message that nobody awaits").hasSize(1);
    assertThat(flow.stored("t")).satisfies(header -> {
      assertThat(header.step()).isEqualTo(1);
      assertThat(header.mailbox().messages()).extracting(Message::recordJson).containsExactly(settle("a", 1), settle("b", 2), settle("a", 3));
    });

    flow.then(step -> step.waitsFor(List.of("a")), step -> step.waitsFor(List.of("x", "a")), step -> step.waitsFor(NOTHING)).send("t", settle("r", 0));

    assertThat(applied()).containsExactly(settle("r", 0), settle("a", 1), settle("a", 3));
    assertThat(mail("t")).containsExactly(settle("b", 2));
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
    assertThat(flow.count(StepMetrics.MAIL, "kept")).isEqualTo(3);
    assertThat(flow.count(StepMetrics.MAIL, "taken")).isEqualTo(2);
  }

  @Test
  void whatAMessageCausesHasTheIdAndTheTraceOfItsOwnRecord() {
    flow.send("t", "new:1").send("t", settle("a", 1), "traceparent", "00-a").then(
            step -> step.waitsFor(List.of("a"), new Output("asked", "t", "first")),
            step -> step.completes("1", new Output("asked", "t", "second")))
        .send("t", settle("r", 0), "traceparent", "00-r");
    assertThat(flow.on("asked")).extracting(Sent::value, sent -> sent.headers().get("workflow-step-id"), sent -> sent.headers().get("traceparent"))
        .containsExactly(Tuple.tuple("first", "workflow-resume-0-2", "00-r"), Tuple.tuple("second", "workflow-resume-0-1", "00-a"));
    assertThat(flow.executor.applied).extracting(StepInput::stepId).containsExactly("workflow-resume-0-0", "workflow-resume-0-2", "workflow-resume-0-1");
    assertThat(flow.on(WorkflowTopic.RESULT)).singleElement()
        .satisfies(sent -> assertThat(sent.headers()).containsEntry("workflow-step-id", "workflow-resume-0-1"));
  }

  @Test
  void aBranchThatLostNeverTakesAMessage() {
    // both branches of a race find mail: the older message settles it, and the other ref is not open any more
    flow.send("t", "new:1").send("t", settle("b", 1)).send("t", settle("a", 2))
        .then(step -> step.waitsFor(List.of("a", "b")), step -> step.waitsFor(NOTHING)).send("t", settle("r", 0));
    assertThat(applied()).containsExactly(settle("r", 0), settle("b", 1));
    assertThat(mail("t")).containsExactly(settle("a", 2));
  }

  @Test
  void aMessageWhoseStepIsUndoneIsADeadLetterAndTheStepBeforeItStands() {
    flow.send("t", "new:1").send("t", settle("a", 1), "h", "kept").send("t", settle("a", 2))
        .then(step -> step.waitsFor(List.of("a"), new Output("asked", "t", "x")), step -> step.refused("step/time-limit"), step -> step.waitsFor(NOTHING))
        .send("t", settle("r", 0));
    assertThat(flow.on("asked")).hasSize(1);
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).singleElement().satisfies(letter -> {
      assertThat(letter.key()).isEqualTo("t");
      assertThat(letter.value()).isEqualTo(settle("a", 1));
      assertThat(letter.time()).as("the original's timestamp").isEqualTo(TopologyFixture.START.minusMillis(1_000));
      assertThat(letter.headers()).containsEntry("workflow-reason", "step/time-limit").containsEntry("h", "kept")
          .containsEntry("__streams.errors.offset", "1").containsEntry("workflow-step-id", "workflow-resume-0-1");
    });
    assertThat(applied()).as("the next message follows").containsExactly(settle("r", 0), settle("a", 1), settle("a", 2));
    assertThat(flow.stored("t")).satisfies(header -> {
      assertThat(header.step()).isEqualTo(3);
      assertThat(header.mailbox().isEmpty()).isTrue();
    });
  }

  @Test
  void mailThatAThreadHasNotReadWhenItEndsIsInTheDeadLetters() {
    flow.send("t", "new:1").send("t", settle("a", 1)).send("t", settle("b", 2)).then(step -> step.completes("1")).send("t", settle("r", 0));
    expectUnread(settle("a", 1), settle("b", 2));
    assertThat(flow.count(StepMetrics.MAIL, "unread")).isEqualTo(2);
    flow.send("t", "new:2");
    assertThat(mail("t")).as("the next thread of that id").isEmpty();
  }

  @Test
  void mailOfAThreadThatFailsIsCancelledOrTerminatedIsInTheDeadLetters() {
    flow.send("t", "new:1").send("t", settle("a", 1)).send("t", "{\"terminate\":1}");
    expectUnread(settle("a", 1));
    flow.send("u", "new:1").send("u", settle("a", 2)).then(step -> step.fails(new ThreadFailure("E", "E", "", ""), true)).send("u", "{\"cancel\":1}");
    expectUnread(settle("a", 2));
    assertThat(flow.stored("u").status()).isEqualTo(ThreadStatus.CANCELLED);
  }

  @Test
  void cleanupOfACancelledThreadReadsItsMail() {
    flow.send("t", "new:1").send("t", settle("undone", 1)).then(step -> step.waitsFor(List.of("undone")),
        step -> step.fails(new ThreadFailure("CancelToken", "CancelToken", "", ""), true)).send("t", "{\"cancel\":1}");
    assertThat(flow.executor.applied).extracting(StepInput::command)
        .endsWith(new Command.Cancel("1"), new Command.Settle("undone", settle("undone", 1)));
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER)).isEmpty();
  }

  @Test
  void aStepThatIsUndoneLeavesTheMailWhereItWas() {
    flow.send("t", "new:1").send("t", settle("a", 1));
    byte[] before = flow.storedBytes("t");
    flow.then(step -> step.refused("step/time-limit")).send("t", settle("r", 0));
    assertThat(flow.storedBytes("t")).isEqualTo(before);
  }

  @Test
  void overflowByCountIsADeadLetterAndTheOthersStay_1_06() {
    restart(Map.of("workflow.mailbox.messages.max", "2"));
    flow.send("t", "new:1").send("t", settle("a", 1)).send("t", settle("a", 2)).send("t", settle("a", 3));
    expectDeadLetters(ReasonCode.MAILBOX_FULL, settle("a", 3));
    assertThat(mail("t")).containsExactly(settle("a", 1), settle("a", 2));
  }

  @Test
  void overflowByBytesCountsHeadersToo() {
    restart(Map.of("workflow.mailbox.bytes.max", "100"));
    flow.send("t", "new:1").send("t", settle("a", 1), "h", "x".repeat(80)).send("t", settle("a", 2)).send("t", settle("a", 3));
    expectDeadLetters(ReasonCode.MAILBOX_FULL, settle("a", 1));
    assertThat(mail("t")).containsExactly(settle("a", 2), settle("a", 3));
  }

  @Test
  void withoutAMailboxEveryEarlyMessageIsADeadLetter() {
    restart(Map.of("workflow.mailbox.messages.max", "0"));
    flow.send("t", "new:1").send("t", settle("a", 1)).send("t", settle("r", 2));
    expectDeadLetters(ReasonCode.MAILBOX_FULL, settle("a", 1));
    assertThat(applied()).containsExactly(settle("r", 2));
  }

  @Test
  void whatDoesNotFitIntoTheTimeOfOneRecordFollowsWithAnother() {
    restart(Map.of("workflow.step.time.limit.ms", "1"));
    flow.send("t", "new:1");
    for (int i = 0; i < 5; i++) {
      flow.send("t", settle("a", i));
      flow.then(step -> {
        long start = System.nanoTime();
        while (System.nanoTime() - start < 2_000_000) {
          Thread.onSpinWait(); // longer than the record's time, whatever the machine
        }
        return step.waitsFor(List.of("a"));
      });
    }
    flow.send("t", settle("r", 0)); // sends a reminder, which the driver feeds back, and so on
    assertThat(applied()).containsExactly(settle("r", 0), settle("a", 0), settle("a", 1), settle("a", 2), settle("a", 3), settle("a", 4));
    assertThat(flow.on(WorkflowTopic.RESUME)).hasSizeGreaterThanOrEqualTo(4).extracting(Sent::value).containsOnly("{\"ref\":\"~0.0\"}");
    assertThat(mail("t")).isEmpty();
  }

  @Test
  void aMessageForAnAwaitedRefQueuesBehindOlderMail() {
    flow.send("t", "new:1").send("t", settle("a", 1));
    ContinuationHeader header = flow.stored("t");
    // as an engine leaves it that ran out of time and sent itself a reminder
    byte[] waiting = header.mailbox().into(new ScriptedExecutor.Step(flow.executor.applied.get(0), null).waitingBytes(List.of("a")));
    flow.store("t", waiting);
    flow.then(step -> step.waitsFor(List.of("a")), step -> step.waitsFor(List.of("r"))).send("t", settle("a", 2));
    assertThat(applied()).containsExactly(settle("a", 1), settle("a", 2));
    flow.send("t", "{\"ref\":\"~0.0\"}");
    assertThat(flow.count(StepMetrics.IGNORED, "spent-ref")).as("a reminder without mail").isEqualTo(1);
  }

  private void restart(Map<String, String> settings) {
    flow.close();
    flow = new TopologyFixture(settings);
  }

  private static String settle(String ref, int value) {
    return "{\"ref\":\"" + ref + "\",\"value\":" + value + "}";
  }

  private List<String> applied() {
    return flow.executor.applied.stream().filter(input -> input.command() instanceof Command.Settle)
        .map(input -> ((Command.Settle) input.command()).recordJson()).toList();
  }

  private List<String> mail(String threadId) {
    return flow.stored(threadId).mailbox().messages().stream().map(Message::recordJson).toList();
  }

  private void expectUnread(String... values) {
    expectDeadLetters(ReasonCode.MAIL_UNREAD, values);
  }

  private void expectDeadLetters(ReasonCode reason, String... values) {
    List<Sent> letters = flow.on(WorkflowTopic.DEAD_LETTER);
    assertThat(letters).extracting(Sent::value).containsExactly(values);
    assertThat(letters).allSatisfy(letter -> assertThat(letter.headers()).containsEntry("workflow-reason", reason.code()));
  }
}
