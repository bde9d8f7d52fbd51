package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.errors.Refusal;
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
      ProcessorContext<byte[], Outgoing> context, ThreadStore threads, StepExecutor executor, StepMetrics metrics) {}

  /** What is stored for a thread, and its header. */
  private record Stored(ContinuationHeader header, byte[] continuation) {}

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
    long takenUpNs = System.nanoTime();
    byte[] bytes = task().threads.get(record.threadId());
    Stored stored;
    try {
      stored = bytes == null ? null : new Stored(ContinuationHeader.read(bytes), bytes);
    } catch (MalformedContinuationException e) {
      refuse(cause, Refusal.of(e));
      return;
    }
    Decision decision = Decision.of(record, stored == null ? null : stored.header());
    if (decision instanceof Decision.Execute execute) {
      String idempotencyKey = record instanceof ResumeRecord.New start ? start.idempotencyKey() : "";
      Mailbox mailbox = stored == null ? Mailbox.EMPTY : stored.header().mailbox();
      execute(cause, record.threadId(), idempotencyKey, execute.command(), stored, mailbox)
          .ifPresent(after -> deliverMail(cause, record.threadId(), after, takenUpNs));
    } else if (decision instanceof Decision.Keep keep && stored != null) {
      keep(cause, keep.settle(), stored).ifPresent(after -> deliverMail(cause, record.threadId(), after, takenUpNs));
    } else if (decision instanceof Decision.DeliverMail && stored != null) {
      deliverMail(cause, record.threadId(), stored, takenUpNs);
    } else if (decision instanceof Decision.Terminate terminate) {
      terminate(cause, record.threadId(), terminate);
    } else if (decision instanceof Decision.Ignore ignore) {
      task().metrics.ignored(ignore.why());
    } else {
      refuse(cause, Refusal.of(((Decision.Refuse) decision).reason()));
    }
  }

  /**
   * Runs one step.
   *
   * @param mailbox what the thread's mailbox holds after the step
   * @return what is stored then; empty when the step was undone and its record is a dead letter
   */
  private Optional<Stored> execute(
      Cause cause, String threadId, String idempotencyKey, Command command, @Nullable Stored before, Mailbox mailbox) {
    StepInput input = new StepInput(threadId, cause.stepId(), cause.offset(), cause.nowEpochMs(), idempotencyKey, command);
    StepResult result = task().executor.apply(input, before == null ? null : before.continuation());
    ThreadLog.write(threadId, result.log());
    if (result instanceof StepResult.Refused refused) {
      refuse(cause, Refusal.of(refused));
      return Optional.empty();
    }
    Stored after = new Stored(ContinuationHeader.read(continuation(result)), continuation(result));
    Outbox outbox = new Outbox(cause, threadId, after.header().bundleId(), rules);
    Optional<Refusal> refusal = fill(outbox, command, result);
    if (refusal.isPresent()) {
      refuse(cause, refusal.get());
      return Optional.empty();
    }
    return Optional.of(commit(cause, threadId, before == null ? null : before.header(), after, mailbox, outbox));
  }

  /** Puts the record into the thread's mailbox; none of its code runs. */
  private Optional<Stored> keep(Cause cause, ResumeRecord.Settle settle, Stored before) {
    Mailbox mailbox = before.header().mailbox().with(Mail.of(cause, settle));
    if (!mail.limits().allow(mailbox)) {
      refuse(cause, Refusal.of(ReasonCode.MAILBOX_FULL));
      return Optional.empty();
    }
    task().metrics.mailKept();
    return Optional.of(putMail(settle.threadId(), before, mailbox));
  }

  /**
   * Gives the thread the messages that it waits for, the oldest first, each a step of its own as if its record had just come. What no
   * longer fits into the time of this record is left to another, which the engine sends to itself.
   */
  private void deliverMail(Cause occasion, String threadId, Stored thread, long takenUpNs) {
    Stored now = thread;
    for (Optional<Message> next = now.header().nextMessage(); next.isPresent(); next = now.header().nextMessage()) {
      Task task = task();
      if (System.nanoTime() - takenUpNs >= mail.deliveryMsMax() * 1_000_000) {
        String resumeTopic = rules.topics().of(WorkflowTopic.RESUME);
        task.context.forward(Mail.reminder(threadId, now.header(), resumeTopic, occasion.nowEpochMs()));
        return;
      }
      Message message = next.get();
      Mailbox rest = now.header().mailbox().without(message);
      Command settle = new Command.Settle(message.refId(), message.recordJson());
      Optional<Stored> after = execute(Mail.cause(message, threadId, occasion), threadId, "", settle, now, rest);
      task.metrics.mailTaken();
      now = after.isPresent() ? after.get() : putMail(threadId, now, rest);
    }
  }

  private Stored putMail(String threadId, Stored before, Mailbox mailbox) {
    Stored after = new Stored(before.header().with(mailbox), mailbox.into(before.continuation()));
    task().threads.putWaiting(threadId, before.header(), after.continuation());
    return after;
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
    commit(cause, threadId, decision.thread(), new Stored(after, after.toBytes()), decision.thread().mailbox(), outbox);
  }

  private Stored commit(
      Cause cause, String threadId, @Nullable ContinuationHeader before, Stored after, Mailbox mailbox, Outbox outbox) {
    Task task = task();
    boolean isWaiting = after.header().status() == ThreadStatus.WAITING;
    Stored stored = after;
    if (isWaiting && !mailbox.isEmpty()) {
      stored = new Stored(after.header().with(mailbox), mailbox.into(after.continuation()));
    }
    if (isWaiting) {
      task.threads.putWaiting(threadId, before, stored.continuation());
    } else {
      task.threads.putEnded(threadId, before, stored.continuation());
    }
    outbox.send(task.context::forward);
    task.metrics.step(after.header().status().name().toLowerCase(Locale.ROOT));
    if (!isWaiting) {
      for (Message message : mailbox.messages()) {
        task.metrics.mailUnread();
        refuse(Mail.cause(message, threadId, cause), Refusal.of(ReasonCode.MAIL_UNREAD), "its thread has ended");
      }
    }
    return stored;
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
