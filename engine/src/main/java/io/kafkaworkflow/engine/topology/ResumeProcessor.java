package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.Mailbox;
import io.kafkaworkflow.engine.step.MalformedContinuationException;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.LifecycleEvent.Kind;
import io.kafkaworkflow.protocol.ReasonCode;
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
 * <p>For each record exactly one of five things happens: a step is stored and sent, a thread is terminated, the record waits in the
 * thread's mailbox, it is ignored and counted, or it becomes a dead letter. A step may open refs for which messages wait: they follow at
 * once, each as a step of its own. What is stored and what is sent leave in one transaction. One per task, used by its stream
 * thread only.
 */
final class ResumeProcessor implements Processor<byte[], byte[], byte[], Outgoing> {
  /** Rare, because every punctuation makes a transaction, even on an idle engine; a busy one sweeps as threads end. */
  static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(ResumeProcessor.class);

  /** What a task gets once it is assigned. */
  private record Task(
      ProcessorContext<byte[], Outgoing> context, ThreadStore threads, ParkedThreads parked, StepExecutor executor, StepMetrics metrics) {}

  /**
   * A thread between two steps of one record. It is stored once, after the last of them.
   *
   * @param header of {@code continuation}
   * @param mailbox what is to be stored; the one in {@code continuation} may be older
   */
  private record ThreadState(ContinuationHeader header, byte[] continuation, Mailbox mailbox) {
    static ThreadState of(byte[] continuation) {
      ContinuationHeader header = ContinuationHeader.read(continuation);
      return new ThreadState(header, continuation, header.mailbox());
    }

    ThreadState with(Mailbox other) {
      return new ThreadState(header, continuation, other);
    }

    boolean isWaiting() {
      return header.status() == ThreadStatus.WAITING;
    }

    byte[] bytes() {
      return mailbox.equals(header.mailbox()) ? continuation : mailbox.into(continuation);
    }
  }

  private final OutputRules rules;
  private final MailRules mail;
  private final long completionRetentionMs;
  private final StreamThreadExecutors executors;
  private @Nullable Task task;

  ResumeProcessor(OutputRules rules, MailRules mail, long completionRetentionMs, StreamThreadExecutors executors) {
    this.rules = rules;
    this.mail = mail;
    this.completionRetentionMs = completionRetentionMs;
    this.executors = executors;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    ThreadStore threads = new ThreadStore(
        context.getStateStore(ThreadStore.THREADS), context.getStateStore(ThreadStore.ENDED), completionRetentionMs);
    context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, threads::sweep);
    StepMetrics metrics = new StepMetrics(context.metrics(), context.taskId().toString());
    task = new Task(context, threads, new ParkedThreads(context.getStateStore(ParkedThreads.STORE), metrics), executors.ofThisThread(), metrics);
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
    long takenUpNs = System.nanoTime();
    String threadId = record.threadId();
    byte[] stored = task().threads.get(threadId);
    ThreadState before;
    try {
      before = stored == null ? null : ThreadState.of(stored);
    } catch (MalformedContinuationException e) {
      park(cause, threadId, ParkedThreads.bundleIdOf(stored), Refusal.of(e));
      return;
    }
    ContinuationHeader header = before == null ? null : before.header();
    Decision decision = Decision.of(record, header);
    Optional<ThreadState> after = Optional.empty();
    if (decision instanceof Decision.Execute execute) {
      String idempotencyKey = record instanceof ResumeRecord.New start ? start.idempotencyKey() : "";
      after = execute(cause, threadId, idempotencyKey, execute.command(), before);
    } else if (decision instanceof Decision.Keep keep && before != null) {
      after = keep(cause, keep.settle(), before);
    } else if (decision instanceof Decision.DeliverMail) {
      after = Optional.ofNullable(before);
    } else if (decision instanceof Decision.Terminate terminate) {
      after = Optional.of(terminate(cause, threadId, terminate));
    } else if (decision instanceof Decision.Ignore ignore) {
      task().metrics.ignored(ignore.why());
    } else {
      refuse(cause, Refusal.of(((Decision.Refuse) decision).reason()));
    }
    after.ifPresent(state -> store(cause, threadId, header, deliverMail(cause, threadId, state, takenUpNs)));
  }

  /** Runs one step and sends what it makes; empty when it was undone and its record is a dead letter. */
  private Optional<ThreadState> execute(
      Cause cause, String threadId, String idempotencyKey, Command command, @Nullable ThreadState before) {
    StepInput input = new StepInput(threadId, cause.stepId(), cause.offset(), cause.nowEpochMs(), idempotencyKey, command);
    StepResult result = task().executor.apply(input, before == null ? null : before.continuation());
    ThreadLog.write(threadId, result.log());
    if (result instanceof StepResult.Refused refused) {
      refuseStep(cause, threadId, command instanceof Command.Start ? null : before, Refusal.of(refused));
      return Optional.empty();
    }
    ThreadState after = ThreadState.of(continuation(result));
    Outbox outbox = outbox(cause, threadId, after.header());
    Optional<Refusal> refusal = fill(outbox, command, result);
    if (refusal.isPresent()) {
      refuse(cause, refusal.get());
      return Optional.empty();
    }
    send(threadId, outbox, after.header());
    return Optional.of(before == null ? after : after.with(before.mailbox()));
  }

  /** Puts the record into the thread's mailbox; none of its code runs. Empty when there is no room and it is a dead letter. */
  private Optional<ThreadState> keep(Cause cause, ResumeRecord.Settle settle, ThreadState before) {
    Mailbox mailbox = before.mailbox().with(Mail.of(cause, settle));
    if (!mail.limits().allow(mailbox)) {
      refuse(cause, Refusal.of(ReasonCode.MAILBOX_FULL));
      return Optional.empty();
    }
    task().metrics.mailKept();
    return Optional.of(before.with(mailbox));
  }

  /**
   * Gives the thread the messages that it waits for, the oldest first, each a step of its own as if its record had just come. What no
   * longer fits into the time of this record is left to another, which the engine sends to itself.
   */
  private ThreadState deliverMail(Cause occasion, String threadId, ThreadState state, long takenUpNs) {
    ThreadState now = state;
    for (Optional<Message> next = now.mailbox().nextFor(now.header().openRefs()); next.isPresent();
        next = now.mailbox().nextFor(now.header().openRefs())) {
      Task task = task();
      if (System.nanoTime() - takenUpNs >= mail.deliveryMsMax() * 1_000_000) {
        String resumeTopic = rules.topics().of(WorkflowTopic.RESUME);
        task.context.forward(Mail.reminder(threadId, now.header(), resumeTopic, occasion.nowEpochMs()));
        return now;
      }
      Message message = next.get();
      Command settle = new Command.Settle(message.refId(), message.recordJson());
      ThreadState without = now.with(now.mailbox().without(message));
      now = execute(Mail.cause(message, threadId, occasion), threadId, "", settle, without).orElse(without);
      task.metrics.mailTaken();
    }
    return now;
  }

  /** @param before header of what is stored until now, null when nothing is */
  private void store(Cause cause, String threadId, @Nullable ContinuationHeader before, ThreadState after) {
    Task task = task();
    if (after.isWaiting()) {
      task.threads.putWaiting(threadId, before, after.bytes());
      return;
    }
    task.threads.putEnded(threadId, before, after.continuation());
    for (Message message : after.mailbox().messages()) {
      task.metrics.mailUnread();
      refuse(Mail.cause(message, threadId, cause), Refusal.of(ReasonCode.MAIL_UNREAD), "its thread has ended");
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

  private ThreadState terminate(Cause cause, String threadId, Decision.Terminate decision) {
    ContinuationHeader after = decision.thread().ended(ThreadStatus.TERMINATED, cause.nowEpochMs());
    String reason = JsonText.plain(decision.reasonJson());
    Outbox outbox = outbox(cause, threadId, after);
    outbox.addFailure(Kind.TERMINATED, new ThreadFailure(reason, "Terminated", reason, ""));
    send(threadId, outbox, after);
    return new ThreadState(after, after.toBytes(), decision.thread().mailbox());
  }

  private void send(String threadId, Outbox outbox, ContinuationHeader after) {
    task().parked.unpark(threadId);
    outbox.send(task().context::forward);
    task().metrics.step(after.status().name().toLowerCase(Locale.ROOT));
  }

  /** What the step of a thread sends, with the news that it moves again if it was parked. */
  private Outbox outbox(Cause cause, String threadId, ContinuationHeader after) {
    Outbox outbox = new Outbox(cause, threadId, after.bundleId(), rules);
    if (task().parked.contains(threadId)) {
      outbox.addEvent(Kind.UNPARKED);
    }
    return outbox;
  }

  /** @param thread that the record was for; null when it was to start one */
  private void refuseStep(Cause cause, String threadId, @Nullable ThreadState thread, Refusal refusal) {
    if (thread != null && ParkedThreads.isReason(refusal)) {
      park(cause, threadId, thread.header().bundleId(), refusal);
    } else {
      refuse(cause, refusal);
    }
  }

  private void park(Cause cause, String threadId, BundleId bundleId, Refusal refusal) {
    if (task().parked.park(cause, threadId, bundleId, refusal)) {
      Outbox outbox = new Outbox(cause, threadId, bundleId, rules);
      outbox.addEvent(Kind.PARKED, refusal.code());
      outbox.send(task().context::forward);
    }
    refuse(cause, refusal, "its thread is parked as it was");
  }

  private void refuse(Cause cause, Refusal refusal) {
    refuse(cause, refusal, "its thread is unchanged");
  }

  /** @param thread what became of the record's thread */
  private void refuse(Cause cause, Refusal refusal, String thread) {
    String deadLetters = rules.topics().of(WorkflowTopic.DEAD_LETTER);
    String then = "the record is in " + deadLetters + "; " + thread;
    log.warn(refusal.message(cause.place(), then));
    task().context.forward(DeadLetter.of(cause, refusal, deadLetters, then));
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
