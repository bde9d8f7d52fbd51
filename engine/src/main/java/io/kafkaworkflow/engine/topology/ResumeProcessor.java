package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.MalformedContinuationException;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.LifecycleEvent.Kind;
import io.kafkaworkflow.protocol.ResumeRecord;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the records of one partition to its threads, one after the other.
 *
 * <p>For each record exactly one of four things happens: a step is stored and sent, a thread is terminated, the record is ignored and
 * counted, or it becomes a dead letter. What is stored and what is sent leave in one transaction. One per task, used by its stream
 * thread only.
 */
final class ResumeProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  /** Rare, because every punctuation makes a transaction, even on an idle engine; a busy one sweeps as threads end. */
  static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(ResumeProcessor.class);

  /** What a task gets once it is assigned. */
  private record Task(
      ProcessorContext<byte[], Outgoing> context, ThreadStore threads, StepExecutor executor, StepMetrics metrics) {}

  private final OutputRules rules;
  private final long completionRetentionMs;
  private final StreamThreadExecutors executors;
  private @Nullable Task task;

  ResumeProcessor(OutputRules rules, long completionRetentionMs, StreamThreadExecutors executors) {
    this.rules = rules;
    this.completionRetentionMs = completionRetentionMs;
    this.executors = executors;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    ThreadStore threads = new ThreadStore(
        context.getStateStore(ThreadStore.THREADS), context.getStateStore(ThreadStore.ENDED), completionRetentionMs);
    context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, threads::sweep);
    task = new Task(context, threads, executors.ofThisThread(), new StepMetrics(context.metrics(), context.taskId().toString()));
  }

  @Override
  public void close() {
    if (task != null) {
      task.metrics.close();
      task = null;
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Task task = task();
    Cause cause = Cause.of(
        record,
        task.context.recordMetadata().orElseThrow(() -> new IllegalStateException("Expected a record of the resume topic, but it has no offset")),
        task.context.currentSystemTimeMs());
    ResumeRecord read = cause.read();
    if (read instanceof ResumeRecord.Malformed malformed) {
      refuse(cause, Refusal.of(malformed));
    } else {
      apply(cause, (ResumeRecord.Addressed) read);
    }
  }

  private void apply(Cause cause, ResumeRecord.Addressed record) {
    byte[] stored = task().threads.get(record.threadId());
    ContinuationHeader thread;
    try {
      thread = stored == null ? null : ContinuationHeader.read(stored);
    } catch (MalformedContinuationException e) {
      refuse(cause, Refusal.of(e));
      return;
    }
    Decision decision = Decision.of(record, thread);
    if (decision instanceof Decision.Execute execute) {
      execute(cause, record, execute.command(), stored, thread);
    } else if (decision instanceof Decision.Terminate terminate) {
      terminate(cause, record.threadId(), terminate);
    } else if (decision instanceof Decision.Ignore ignore) {
      task().metrics.ignored(ignore.why());
    } else {
      refuse(cause, Refusal.of(((Decision.Refuse) decision).reason()));
    }
  }

  private void execute(
      Cause cause, ResumeRecord.Addressed record, Command command, byte @Nullable [] stored, @Nullable ContinuationHeader before) {
    String threadId = record.threadId();
    String idempotencyKey = record instanceof ResumeRecord.New start ? start.idempotencyKey() : "";
    StepInput input = new StepInput(threadId, cause.stepId(), cause.offset(), cause.nowEpochMs(), idempotencyKey, command);
    StepResult result = task().executor.apply(input, stored);
    ThreadLog.write(threadId, result.log());
    if (result instanceof StepResult.Refused refused) {
      refuse(cause, Refusal.of(refused));
      return;
    }
    byte[] continuation = continuation(result);
    ContinuationHeader after = ContinuationHeader.read(continuation);
    Outbox outbox = new Outbox(cause, threadId, after.bundleId(), rules);
    Optional<Refusal> refusal = fill(outbox, command, result);
    if (refusal.isPresent()) {
      refuse(cause, refusal.get());
    } else {
      commit(threadId, before, after, continuation, outbox);
    }
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

  private void terminate(Cause cause, String threadId, Decision.Terminate decision) {
    ContinuationHeader after = decision.thread().ended(ThreadStatus.TERMINATED, cause.nowEpochMs());
    String reason = JsonText.plain(decision.reasonJson());
    Outbox outbox = new Outbox(cause, threadId, after.bundleId(), rules);
    outbox.addFailure(Kind.TERMINATED, new ThreadFailure(reason, "Terminated", reason, ""));
    commit(threadId, decision.thread(), after, after.toBytes(), outbox);
  }

  private void commit(
      String threadId, @Nullable ContinuationHeader before, ContinuationHeader after, byte[] continuation, Outbox outbox) {
    Task task = task();
    if (after.status() == ThreadStatus.WAITING) {
      task.threads.putWaiting(threadId, before, continuation);
    } else {
      task.threads.putEnded(threadId, before, continuation);
    }
    outbox.send(task.context::forward);
    task.metrics.step(after.status().name().toLowerCase(Locale.ROOT));
  }

  private void refuse(Cause cause, Refusal refusal) {
    String deadLetters = rules.topics().of(WorkflowTopic.DEAD_LETTER);
    log.warn(refusal.message(cause.place(), "the record is in " + deadLetters + "; its thread is unchanged"));
    task().context.forward(DeadLetter.of(cause, refusal, deadLetters));
    task().metrics.deadLetter(refusal.code());
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

  private Task task() {
    if (task == null) {
      throw new IllegalStateException("Expected init before process");
    }
    return task;
  }
}
