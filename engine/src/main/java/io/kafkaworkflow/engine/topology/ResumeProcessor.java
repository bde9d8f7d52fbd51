package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.listen.Watchers;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.Mailbox;
import io.kafkaworkflow.engine.step.MalformedContinuationException;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.protocol.ReasonCode;
import io.kafkaworkflow.protocol.ResumeRecord;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

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

  /** What a task gets once it is assigned. */
  private record Task(
      ProcessorContext<byte[], Outgoing> context, ThreadStore threads, Steps steps, Refusing refusing, StepMetrics metrics, Object turn) {}

  private final OutputRules rules;
  private final MailRules mail;
  private final long completionRetentionMs;
  private final StreamThreadExecutors executors;
  private final Backlog backlog;
  private final Watchers watchers;
  private final MovedPartitions moved;
  private @Nullable Task task;

  ResumeProcessor(OutputRules rules, MailRules mail, long completionRetentionMs, StreamThreadExecutors executors, Backlog backlog,
      Watchers watchers, MovedPartitions moved) {
    this.rules = rules;
    this.mail = mail;
    this.completionRetentionMs = completionRetentionMs;
    this.executors = executors;
    this.backlog = backlog;
    this.watchers = watchers;
    this.moved = moved;
  }

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    ThreadStore threads = new ThreadStore(
        context.getStateStore(ThreadStore.THREADS), context.getStateStore(ThreadStore.ENDED), completionRetentionMs);
    backlog.begin(context);
    context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, threads::sweep);
    StepMetrics metrics = new StepMetrics(context.metrics(), context.taskId().toString());
    ParkedThreads parked = new ParkedThreads(context.getStateStore(ParkedThreads.STORE), metrics);
    Refusing refusing = new Refusing(context::forward, rules, parked, new DeadLetters(context::forward, rules, metrics));
    Observers observers = new Observers(watchers, metrics);
    Steps steps = new Steps(context::forward, rules, executors.ofThisThread(), parked, metrics, refusing, observers);
    task = new Task(context, threads, steps, refusing, metrics, moved.begin(context.taskId().partition()));
  }

  @Override
  public void close() {
    if (task != null) {
      moved.end(task.context.taskId().partition(), task.turn);
      backlog.forget(task.context.taskId().partition());
      task.metrics.close();
      task = null;
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Task task = task();
    RecordMetadata position =
        task.context.recordMetadata().orElseThrow(() -> new IllegalStateException("Expected a record of the resume topic, but it has no offset"));
    Cause cause = Cause.of(record, position, task.context.currentSystemTimeMs());
    ResumeRecord read = cause.read();
    if (read instanceof ResumeRecord.Malformed malformed) {
      task.refusing.refuse(cause, Refusal.of(malformed));
    } else {
      apply(cause, (ResumeRecord.Addressed) read);
    }
    if (backlog.isCommitDueAfter(position, cause.nowEpochMs())) {
      task.context.commit();
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
      task().refusing.park(cause, threadId, ParkedThreads.bundleIdOf(stored), Refusal.of(e));
      return;
    }
    ContinuationHeader header = before == null ? null : before.header();
    Decision decision = Decision.of(record, header);
    Optional<ThreadState> after = Optional.empty();
    if (decision instanceof Decision.Execute execute) {
      String idempotencyKey = record instanceof ResumeRecord.New start ? start.idempotencyKey() : "";
      after = task().steps.execute(cause, threadId, idempotencyKey, execute.command(), before);
    } else if (decision instanceof Decision.Keep keep && before != null) {
      after = keep(cause, keep.settle(), before);
    } else if (decision instanceof Decision.DeliverMail) {
      after = Optional.ofNullable(before);
    } else if (decision instanceof Decision.Terminate terminate) {
      after = Optional.of(task().steps.terminate(cause, threadId, terminate));
    } else if (decision instanceof Decision.Ignore ignore) {
      task().metrics.ignored(ignore.why());
    } else {
      task().refusing.refuse(cause, Refusal.of(((Decision.Refuse) decision).reason()));
    }
    after.ifPresent(state -> store(cause, threadId, header, deliverMail(cause, threadId, state, takenUpNs)));
  }

  /** Puts the record into the thread's mailbox; none of its code runs. Empty when there is no room and it is a dead letter. */
  private Optional<ThreadState> keep(Cause cause, ResumeRecord.Settle settle, ThreadState before) {
    Mailbox mailbox = before.mailbox().with(Mail.of(cause, settle));
    if (!mail.limits().allow(mailbox)) {
      task().refusing.refuse(cause, Refusal.of(ReasonCode.MAILBOX_FULL));
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
      now = task.steps.execute(Mail.cause(message, threadId, occasion), threadId, "", settle, without).orElse(without);
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
      task.refusing.refuse(Mail.cause(message, threadId, cause), Refusal.of(ReasonCode.MAIL_UNREAD), "its thread has ended");
    }
  }

  private Task task() {
    if (task == null) {
      throw new IllegalStateException("Expected init before process");
    }
    return task;
  }
}
