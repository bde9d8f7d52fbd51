package io.kafkaworkflow.engine.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code label} does is in the continuation's header, without a look at the body. */
class LabelsTest {
  private static final Message.Header PARENT = new Message.Header("workflow-thread-id", new byte[] {'p'});
  private static final Message.Header TRACE = new Message.Header("traceparent", new byte[] {'t'});

  private final GuestHost host = new GuestHost();
  private final StepExecutor executor = host.newExecutor(BundleCatalog.of(TestBundles.ofTestingKit(host, "labels")), ExecutorLimits.DEFAULTS);
  private long offset = 100;

  @AfterEach
  void close() {
    executor.close();
    host.close();
  }

  @Test
  void theyGoOnFromStepToStepAndStayAfterTheEnd() {
    byte[] started = waiting(step(new Command.Start("{\"customer\":\"c-17\"}"), null, new TreeMap<>(Map.of("region", "eu", "stage", "none"))));
    assertThat(labels(started)).containsExactly(entry("customer", "c-17"), entry("region", "eu"), entry("stage", "paying"));
    assertThat(started).startsWith(2);

    byte[] paid = waiting(settle(started, "paid"));
    assertThat(labels(paid)).containsExactly(entry("box", "small"), entry("customer", "c-17"), entry("region", "eu"), entry("stage", "packing"));
    byte[] addressed = waiting(settle(paid, "address"));
    assertThat(labels(addressed)).as("a step that sets none").isEqualTo(labels(paid));

    StepResult.Completed end = (StepResult.Completed) settle(addressed, "packed");
    assertThat(labels(end.completionRecord())).containsExactly(entry("box", "large"), entry("closed", "yes"), entry("customer", "c-17"), entry("region", "eu"));
    assertThat(ContinuationHeader.read(end.completionRecord()).kept().headers()).startsWith(PARENT).endsWith(TRACE);
  }

  @Test
  void aFailureHasThoseOfItsLastStep() {
    byte[] started = waiting(step(new Command.Start("{\"customer\":\"c-18\",\"fails\":true}"), null, new TreeMap<>()));
    StepResult.Failed end = (StepResult.Failed) settle(waiting(settle(waiting(settle(started, "paid")), "packed")), "address");
    assertThat(labels(end.completionRecord())).containsExactly(entry("box", "large"), entry("closed", "yes"), entry("customer", "c-18"), entry("stage", "packing"));
  }

  @Test
  void thoseOfTheStartCountAgainstTheLimit() {
    SortedMap<String, String> given = new TreeMap<>();
    for (int i = 0; i < 15; i++) {
      given.put("given-" + i, "");
    }
    StepResult.Failed end = (StepResult.Failed) step(new Command.Start("{\"customer\":\"c-19\"}"), null, given);
    assertThat(end.failure().message()).contains("the thread has 16 labels, the limit, and \"closed\" would be one more");
    assertThat(labels(end.completionRecord())).hasSize(16).containsEntry("customer", "c-19").doesNotContainKey("stage");
  }

  private StepResult settle(byte[] continuation, String ref) {
    return step(new Command.Settle(ref, "{\"ref\":\"" + ref + "\"}"), continuation, labels(continuation));
  }

  private StepResult step(Command command, byte @Nullable [] previous, SortedMap<String, String> labels) {
    KeptHeaders kept = new KeptHeaders(List.of(PARENT, TRACE)).withLabels(labels);
    return executor.apply(new StepInput("t", "workflow-resume-0-" + ++offset, offset, offset, "", command, kept), previous);
  }

  private static byte[] waiting(StepResult result) {
    return ((StepResult.Suspended) result).continuation();
  }

  private static SortedMap<String, String> labels(byte[] stored) {
    return ContinuationHeader.read(stored).kept().labels();
  }
}
