package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.LifecycleEvent.Kind;
import io.kafkaworkflow.protocol.ReasonCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Single steps of threads: what runs and what it sends. Stores nothing of the thread. One per task, used by its stream thread only.
 *
 * @param sink takes what is sent
 */
record Steps(Consumer<Record<byte[], Outgoing>> sink, OutputRules rules, StepExecutor executor, ParkedThreads parked, StepMetrics metrics, Refusing refusing,
    Observers observers) {

  /**
   * Runs one step and sends what it makes.
   *
   * @param idempotencyKey of a start, else empty
   * @param before null when nothing is stored
   * @return empty when the step was undone and its record is a dead letter
   */
  Optional<ThreadState> execute(Cause cause, String threadId, String idempotencyKey, Command command, @Nullable ThreadState before) {
    Optional<KeptHeaders> kept = before == null || command instanceof Command.Start ? Kept.ofStart(cause) : Optional.of(Kept.after(before.header().kept(), cause));
    if (kept.isEmpty()) {
      refusing.refuse(cause, Refusal.of(ReasonCode.CONTEXT_INVALID));
      return Optional.empty();
    }
    Optional<KeptHeaders> labelled = command instanceof Command.Start ? StartLabels.of(cause).map(kept.get()::withLabels) : kept;
    if (labelled.isEmpty()) {
      refusing.refuse(cause, Refusal.of(ReasonCode.LABEL_INVALID));
      return Optional.empty();
    }
    Observation observation = observers.begin(cause, threadId, command, before == null ? null : before.header(), labelled.get());
    StepInput input = new StepInput(threadId, cause.stepId(), cause.offset(), cause.nowEpochMs(), idempotencyKey, command,
        observation == null ? labelled.get() : observation.kept());
    long begunNs = System.nanoTime();
    StepResult result = executor.apply(input, before == null ? null : before.continuation());
    metrics.ran(System.nanoTime() - begunNs);
    ThreadLog.write(threadId, cause.stepId(), result.log());
    if (result instanceof StepResult.Refused refused) {
      refusing.refuseStep(cause, threadId, command instanceof Command.Start ? null : before, Refusal.of(refused));
      if (observation != null) {
        observation.undone(Refusal.of(refused));
      }
      return Optional.empty();
    }
    ThreadState after = ThreadState.of(continuation(result));
    Outbox outbox = outbox(cause, threadId, after.header());
    Optional<Refusal> refusal = fill(outbox, command, result);
    if (refusal.isPresent()) {
      refusing.refuse(cause, refusal.get());
      if (observation != null) {
        observation.undone(refusal.get());
      }
      return Optional.empty();
    }
    send(threadId, outbox, after.header());
    if (observation != null) {
      observation.done(after.header(), result);
    }
    if (after.isWaiting()) {
      metrics.saved(after.continuation().length);
    }
    return Optional.of(before == null ? after : after.with(before.mailbox()));
  }

  /** Ends the thread without running any of its code. */
  ThreadState terminate(Cause cause, String threadId, Decision.Terminate decision) {
    KeptHeaders kept = Kept.after(decision.thread().kept(), cause);
    Observation observation = observers.beginTerminate(cause, threadId, decision, kept);
    ContinuationHeader after = decision.thread().ended(ThreadStatus.TERMINATED, cause.nowEpochMs()).with(observation == null ? kept : observation.kept());
    String reason = JsonText.plain(decision.reasonJson());
    Outbox outbox = outbox(cause, threadId, after);
    outbox.addFailure(Kind.TERMINATED, new ThreadFailure(reason, "Terminated", reason, ""));
    send(threadId, outbox, after);
    if (observation != null) {
      observation.terminated(after, reason);
    }
    return new ThreadState(after, after.toBytes(), decision.thread().mailbox());
  }

  private static Optional<Refusal> fill(Outbox outbox, Command command, StepResult result) {
    for (Output output : outputs(result)) {
      Optional<Refusal> refusal = outbox.add(output);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    if (command instanceof Command.Start) {
      outbox.addEvent(Kind.STARTED);
    }
    if (result instanceof StepResult.Completed completed) {
      return outbox.addResult(completed.resultJson());
    }
    if (result instanceof StepResult.Failed failed) {
      outbox.addFailure(failed.isCancelled() ? Kind.CANCELLED : Kind.FAILED, failed.failure());
    }
    return Optional.empty();
  }

  /** What the step of a thread sends, with the news that it moves again if it was parked. */
  private Outbox outbox(Cause cause, String threadId, ContinuationHeader after) {
    Outbox outbox = new Outbox(cause, threadId, after.bundleId(), after.kept(), rules);
    if (parked.contains(threadId)) {
      outbox.addEvent(Kind.UNPARKED);
    }
    return outbox;
  }

  private void send(String threadId, Outbox outbox, ContinuationHeader after) {
    parked.unpark(threadId);
    outbox.send(sink);
    metrics.step(after.status().name().toLowerCase(Locale.ROOT));
  }

  private static byte[] continuation(StepResult result) {
    if (result instanceof StepResult.Suspended suspended) {
      return suspended.continuation();
    }
    return result instanceof StepResult.Completed completed
        ? completed.completionRecord()
        : ((StepResult.Failed) result).completionRecord();
  }

  private static List<Output> outputs(StepResult result) {
    if (result instanceof StepResult.Suspended suspended) {
      return suspended.outputs();
    }
    return result instanceof StepResult.Completed completed ? completed.outputs() : ((StepResult.Failed) result).outputs();
  }
}
