package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.config.ListenerSettings;
import io.kafkaworkflow.engine.listen.Listeners;
import io.kafkaworkflow.engine.listen.Tracer;
import io.kafkaworkflow.engine.listen.Watchers;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.listener.StartingThread;
import io.kafkaworkflow.listener.StepTracer;
import io.kafkaworkflow.listener.WorkflowEvent;
import io.kafkaworkflow.listener.WorkflowEvent.Failure;
import io.kafkaworkflow.listener.WorkflowListener;
import io.kafkaworkflow.listener.WorkflowStatus;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What listeners and the tracer are told of threads. */
class ListenerTest {
  private static final ListenerSettings SETTINGS = new ListenerSettings(60_000, 1_000_000);
  private final Recorder recorder = new Recorder();

  @Test
  void aThreadIsToldFromItsStartToItsResult_2_01_2_03() {
    play(flow -> flow.then(step -> step.waitsFor(List.of("r", "s")), step -> step.completes("{\"sum\":3}"))
        .send("t", "new:{\"a\":1}", "traceparent", "00-a").send("t", "{\"ref\":\"r\",\"value\":2}"));
    assertThat(recorder.calls).containsExactly(
        "started t {\"a\":1}",
        "statusChanged null>RUNNING 1", "stepStarted null>RUNNING 1", "stepCompleted RUNNING>WAITING 1", "statusChanged RUNNING>WAITING 1", "suspended RUNNING>WAITING 1",
        "statusChanged WAITING>RUNNING 2", "resumed WAITING>RUNNING 2", "stepStarted WAITING>RUNNING 2", "stepCompleted RUNNING>COMPLETED 2",
        "statusChanged RUNNING>COMPLETED 2", "completed RUNNING>COMPLETED 2", "closed");
    assertThat(recorder.event("suspended")).satisfies(event -> {
      assertThat(event.thread()).isEqualTo(new WorkflowThread("t", Optional.empty(), Optional.empty(), Map.of(), Map.of("traceparent", "00-a")));
      assertThat(event.openRefs()).containsExactly("r", "s");
      assertThat(event.inputJson()).isEqualTo("{\"a\":1}");
      assertThat(event.step().id()).isEqualTo("workflow-resume-0-0");
    });
    assertThat(recorder.event("completed")).satisfies(event -> {
      assertThat(event.resultJson()).contains("{\"sum\":3}");
      assertThat(event.inputJson()).isEqualTo("{\"ref\":\"r\",\"value\":2}");
      assertThat(event.step()).isEqualTo(new WorkflowStep("workflow-resume-0-1", WorkflowStep.Kind.RESUME, 2, Optional.of("r"), Optional.empty(), "workflow-resume", 0, 1,
          TopologyFixture.START.toEpochMilli()));
    });
  }

  @Test
  void everyOtherEndIsTold_2_01() {
    ThreadFailure failure = new ThreadFailure("Error: no", "RangeError", "no", "");
    play(flow -> flow.then(step -> step.fails(failure, false)).send("f", "new:1")
        .then(step -> step.waitsFor(List.of("r")), step -> step.fails(failure, true)).send("c", "new:1").send("c", "{\"cancel\":\"why\"}")
        .send("x", "new:1").send("x", "{\"terminate\":\"stop\"}"));
    assertThat(recorder.event("failed").failure()).contains(new Failure("RangeError", "no"));
    assertThat(recorder.event("cancelled").step().kind()).isEqualTo(WorkflowStep.Kind.CANCEL);
    assertThat(recorder.event("terminated")).satisfies(event -> {
      assertThat(event.before()).contains(WorkflowStatus.WAITING);
      assertThat(event.failure()).contains(new Failure("Terminated", "stop"));
    });
    assertThat(recorder.calls).filteredOn(call -> call.startsWith("statusChanged") && call.contains("TERMINATED")).hasSize(1);
  }

  @Test
  void aStepThatIsUndoneChangesNoStatusAndItsRetryIsTold_2_01() {
    play(flow -> flow.then(step -> step.waitsFor(List.of("r")), step -> step.refused("step/time-limit"), step -> step.completes("1"))
        .send("t", "new:1").send("t", "{\"ref\":\"r\"}").send("t", "{\"ref\":\"r\"}", "workflow-retry-of", "workflow-resume-0-1"));
    assertThat(recorder.calls.subList(6, 8)).containsExactly("stepStarted WAITING>RUNNING 2", "stepFailed WAITING>WAITING 2");
    assertThat(recorder.event("stepFailed").failure()).contains(new Failure("step/time-limit", "the scripted reason"));
    assertThat(recorder.event("stepRetried").step()).satisfies(step -> {
      assertThat(step.retryOf()).contains("workflow-resume-0-1");
      assertThat(step.number()).isEqualTo(2);
    });
  }

  @Test
  void messagesFromTheMailboxAreStepsOfTheirOwn() {
    play(flow -> flow.then(step -> step.waitsFor(List.of("r")), step -> step.waitsFor(List.of("early")), step -> step.completes("1"))
        .send("t", "new:1").send("t", "{\"ref\":\"early\",\"value\":7}").send("t", "{\"ref\":\"r\"}"));
    assertThat(recorder.event("completed").step()).satisfies(step -> {
      assertThat(step.id()).isEqualTo("workflow-resume-0-1");
      assertThat(step.number()).isEqualTo(3);
    });
  }

  @Test
  void contextOfAListenerIsKeptAndInheritedAndAChildKnowsItsParent_2_04_2_05_2_06() {
    recorder.onStart = thread -> {
      if (thread.thread().parent().isEmpty()) {
        thread.addContext("root", thread.thread().id());
      }
    };
    play(flow -> {
      flow.then(step -> step.waitsFor(List.of("r"), new Output("workflow-resume", "child", "init:7"))).send("top", "new:1");
      assertThat(Objects.requireNonNull(flow.stored("child")).kept().context()).isEqualTo(Map.of("root", "top"));
      assertThat(flow.on(WorkflowTopic.EVENTS)).extracting(Sent::headers).allSatisfy(headers -> assertThat(headers).containsEntry("workflow-context-root", "top"));
    });
    WorkflowThread child = recorder.events.stream().map(WorkflowEvent::thread).filter(thread -> thread.id().equals("child")).findFirst().orElseThrow();
    assertThat(child).isEqualTo(new WorkflowThread("child", Optional.of("top"), Optional.of("workflow-resume-0-0"), Map.of("root", "top"), Map.of()));
  }

  @Test
  void afterARestartAThreadGoesOnAndAStepThatDidNotCommitIsToldAgain_2_10() {
    byte[] committed;
    try (Watchers watchers = new Watchers(Listeners.of(List.of(recorder), SETTINGS), Optional.empty()); TopologyFixture killed = new TopologyFixture(watchers)) {
      killed.then(step -> step.waitsFor(List.of("r")), step -> step.completes("1")).send("t", "new:1");
      committed = Objects.requireNonNull(killed.storedBytes("t"));
      killed.send("t", "{\"ref\":\"r\"}"); // told, and lost with its transaction
    }
    Recorder afterwards = new Recorder();
    try (Watchers watchers = new Watchers(Listeners.of(List.of(afterwards), SETTINGS), Optional.empty()); TopologyFixture restarted = new TopologyFixture(watchers)) {
      restarted.store("t", committed);
      restarted.send("t", "not a record, but it takes an offset").then(step -> step.completes("1")).send("t", "{\"ref\":\"r\"}");
    }
    assertThat(afterwards.event("completed").step()).as("whoever knows the id drops it").isEqualTo(recorder.event("completed").step());
    assertThat(afterwards.calls).as("the past is not told again").noneMatch(call -> call.startsWith("started"));
  }

  @Test
  void theTracersTraceGoesOnWhatTheStepSendsAndIsKept() {
    Spans spans = new Spans();
    try (Watchers watchers = new Watchers(Listeners.NONE, Optional.of(Tracer.of(spans))); TopologyFixture flow = new TopologyFixture(watchers)) {
      flow.then(step -> step.waitsFor(List.of("r"), new Output("out", "k", "v")), step -> step.completes("1"))
          .send("t", "new:1", "traceparent", "outer", "baggage", "b").send("t", "{\"ref\":\"r\"}").send("gone", "{\"ref\":\"r\"}");
      assertThat(flow.on("out").get(0).headers()).containsEntry("traceparent", "span 1").doesNotContainKey("baggage");
      assertThat(flow.on(WorkflowTopic.RESULT).get(0).headers()).containsEntry("traceparent", "span 2");
    }
    assertThat(spans.lines).containsExactly("begin workflow-resume-0-0 in outer after null", "end WAITING null", "begin workflow-resume-0-1 in span 1 after span 1", "end COMPLETED null",
        "closed");
  }

  @Test
  void withoutListenersAndTraceAStepMakesNothingForThem() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    StepMetrics unused = new StepMetrics(null, "0_0"); // would fail if it were asked for anything
    Observers observers = new Observers(Watchers.NONE, unused);
    Record<byte[], byte[]> record = new Record<>(new byte[] {'t'}, new byte[] {'1'}, 0, new RecordHeaders());
    Cause cause = new Cause(record, "workflow-resume", 0, 7, 0, true);
    Command settle = new Command.Settle("r", "{}");
    long makes = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20 && makes > 0; attempt++) { // classes are loaded, and the JVM allocates when it compiles
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        KeptHeaders kept = Kept.after(KeptHeaders.NONE, cause);
        if (observers.begin(cause, "t", settle, null, kept) != null) {
          throw new AssertionError("somebody watches");
        }
      }
      makes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(makes).as("bytes for 1,000 steps").isZero();
  }

  @Test
  void aTracerThatThrowsIsCountedAndChangesNothing_2_12() {
    StepTracer broken = new StepTracer() {
      @Override
      public StepSpan begin(WorkflowThread thread, WorkflowStep step, Map<String, String> suspended) {
        throw new IllegalStateException("mine");
      }

      @Override
      public void close() {}
    };
    try (TopologyFixture flow = new TopologyFixture(new Watchers(Listeners.NONE, Optional.of(Tracer.of(broken))))) {
      flow.then(step -> step.completes("1")).send("t", "new:1", "traceparent", "outer");
      assertThat(flow.on(WorkflowTopic.RESULT).get(0).headers()).containsEntry("traceparent", "outer");
      assertThat(flow.count(StepMetrics.LISTENER_LOSSES, "failed")).isEqualTo(1);
    }
  }

  private void play(Consumer<TopologyFixture> script) {
    try (Watchers watchers = new Watchers(Listeners.of(List.of(recorder), SETTINGS), Optional.empty()); TopologyFixture flow = new TopologyFixture(watchers)) {
      script.accept(flow);
    }
  }

  /** Writes down every call; its lane's thread and that of {@code started} take turns, because a step is told when it is done. */
  private static final class Recorder implements WorkflowListener {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final List<WorkflowEvent> events = Collections.synchronizedList(new ArrayList<>());
    final List<String> names = Collections.synchronizedList(new ArrayList<>());
    Consumer<StartingThread> onStart = thread -> {};

    WorkflowEvent event(String name) {
      return events.get(names.indexOf(name));
    }

    @Override
    public void started(StartingThread thread) {
      calls.add("started " + thread.thread().id() + " " + thread.argumentJson());
      onStart.accept(thread);
    }

    private void add(String name, WorkflowEvent event) {
      calls.add(name + " " + event.before().map(Enum::name).orElse("null") + ">" + event.status() + " " + event.step().number());
      names.add(name);
      events.add(event);
    }

    @Override
    public void suspended(WorkflowEvent event) {
      add("suspended", event);
    }

    @Override
    public void resumed(WorkflowEvent event) {
      add("resumed", event);
    }

    @Override
    public void completed(WorkflowEvent event) {
      add("completed", event);
    }

    @Override
    public void failed(WorkflowEvent event) {
      add("failed", event);
    }

    @Override
    public void cancelled(WorkflowEvent event) {
      add("cancelled", event);
    }

    @Override
    public void terminated(WorkflowEvent event) {
      add("terminated", event);
    }

    @Override
    public void statusChanged(WorkflowEvent event) {
      add("statusChanged", event);
    }

    @Override
    public void stepStarted(WorkflowEvent event) {
      add("stepStarted", event);
    }

    @Override
    public void stepCompleted(WorkflowEvent event) {
      add("stepCompleted", event);
    }

    @Override
    public void stepFailed(WorkflowEvent event) {
      add("stepFailed", event);
    }

    @Override
    public void stepRetried(WorkflowEvent event) {
      add("stepRetried", event);
    }

    @Override
    public void close() {
      calls.add("closed");
    }
  }

  /** Numbers its spans. */
  private static final class Spans implements StepTracer {
    final List<String> lines = new ArrayList<>();
    private int count;

    @Override
    public StepSpan begin(WorkflowThread thread, WorkflowStep step, Map<String, String> suspended) {
      lines.add("begin " + step.id() + " in " + thread.trace().get("traceparent") + " after " + suspended.get("traceparent"));
      String name = "span " + ++count;
      return new StepSpan() {
        @Override
        public Map<String, String> trace() {
          return Map.of("traceparent", name);
        }

        @Override
        public void end(WorkflowThread thread, Optional<WorkflowStatus> status, Optional<String> errorName) {
          lines.add("end " + status.map(Enum::name).orElse("null") + " " + errorName.orElse("null"));
        }
      };
    }

    @Override
    public void close() {
      lines.add("closed");
    }
  }
}
