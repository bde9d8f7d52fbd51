package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.listen.Watchers;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.listener.StepTracer.StepSpan;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowStep.Kind;
import io.kafkaworkflow.listener.WorkflowThread;
import io.kafkaworkflow.protocol.WorkflowHeader;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Shows the steps of one task to whoever watches the engine. One per task, used by its stream thread only. */
record Observers(Watchers watchers, StepMetrics metrics) {

  /**
   * A step is about to run.
   *
   * @param before header of what is stored for the thread; null when nothing is
   * @param kept what is to be kept with the thread if nobody watches
   * @return null when nobody watches: then nothing is made for the step
   */
  @Nullable Observation begin(Cause cause, String threadId, Command command, @Nullable ContinuationHeader before, KeptHeaders kept) {
    if (!watchers.areThere()) {
      return null;
    }
    if (command instanceof Command.Start start) {
      return begin(cause, threadId, step(cause, Kind.START, 1, Optional.empty()), start.argumentJson(), null, kept);
    }
    long number = before == null ? 1 : before.step() + 1;
    if (command instanceof Command.Settle settle) {
      return begin(cause, threadId, step(cause, Kind.RESUME, number, Optional.of(settle.ref())), settle.recordJson(), before, kept);
    }
    return begin(cause, threadId, step(cause, Kind.CANCEL, number, Optional.empty()), ((Command.Cancel) command).reasonJson(), before, kept);
  }

  /** As the other, for the end of a thread that runs none of its code. */
  @Nullable Observation beginTerminate(Cause cause, String threadId, Decision.Terminate decision, KeptHeaders kept) {
    if (!watchers.areThere()) {
      return null;
    }
    ContinuationHeader before = decision.thread();
    return begin(cause, threadId, step(cause, Kind.TERMINATE, before.step() + 1, Optional.empty()), decision.reasonJson(), before, kept);
  }

  private Observation begin(Cause cause, String threadId, WorkflowStep step, String inputJson, @Nullable ContinuationHeader before, KeptHeaders kept) {
    Map<String, String> suspended = before == null ? Map.of() : Kept.traceOf(before.kept());
    Optional<StepSpan> span = watchers.begin(thread(threadId, kept), step, suspended);
    KeptHeaders now = Kept.withTrace(kept, span.map(StepSpan::trace).orElse(Map.of()));
    if (step.kind() == Kind.START && watchers.listeners().hearStarts()) {
      now = Kept.withContext(now, watchers.listeners().starting(thread(threadId, now), step, inputJson));
    }
    return new Observation(this, thread(threadId, now), step, inputJson, now, span);
  }

  private static WorkflowThread thread(String threadId, KeptHeaders kept) {
    return new WorkflowThread(threadId, text(kept.parent()), text(kept.cause()), kept.context(), Kept.traceOf(kept));
  }

  private static WorkflowStep step(Cause cause, Kind kind, long number, Optional<String> ref) {
    Header retryOf = cause.record().headers().lastHeader(WorkflowHeader.RETRY_OF.text());
    Optional<String> failed = retryOf == null || retryOf.value() == null ? Optional.empty() : Optional.of(new String(retryOf.value(), UTF_8));
    return new WorkflowStep(cause.stepId(), kind, number, ref, failed, cause.topic(), cause.partition(), cause.offset(), cause.nowEpochMs());
  }

  private static Optional<String> text(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
