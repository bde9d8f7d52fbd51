package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.protocol.ReasonCode;
import io.kafkaworkflow.protocol.ResumeRecord;
import org.jspecify.annotations.Nullable;

/** What a record means for the thread as it stands: the table of docs/protocol.md, decided without running JavaScript. */
sealed interface Decision {

  /** The step runs. */
  record Execute(Command command) implements Decision {}

  /** The record waits in the thread's mailbox until its ref is awaited. */
  record Keep(ResumeRecord.Settle settle) implements Decision {}

  /** The engine reminded itself of messages that the thread waits for. */
  record DeliverMail() implements Decision {}

  /** The thread ends at once; none of its code runs. */
  record Terminate(ContinuationHeader thread, String reasonJson) implements Decision {}

  /** Nothing happens. */
  record Ignore(Ignored why) implements Decision {}

  /** The record does not fit. */
  record Refuse(ReasonCode reason) implements Decision {}

  /**
   * @param thread the header of what is stored for the thread; null when nothing is
   */
  static Decision of(ResumeRecord.Addressed record, @Nullable ContinuationHeader thread) {
    if (record instanceof ResumeRecord.New start) {
      return ofNew(start, thread);
    }
    if (record instanceof ResumeRecord.Init start) {
      return isRunning(thread) ? new Ignore(Ignored.ALREADY_RUNNING) : new Execute(new Command.Start(start.argumentJson()));
    }
    if (thread == null) {
      return new Refuse(ReasonCode.THREAD_UNKNOWN);
    }
    if (record instanceof ResumeRecord.Settle settle) {
      return ofSettle(settle, thread);
    }
    if (!isRunning(thread)) {
      return new Refuse(ReasonCode.THREAD_ENDED);
    }
    if (record instanceof ResumeRecord.Cancel cancel) {
      return new Execute(new Command.Cancel(cancel.reasonJson()));
    }
    return new Terminate(thread, ((ResumeRecord.Terminate) record).reasonJson());
  }

  private static Decision ofNew(ResumeRecord.New start, @Nullable ContinuationHeader thread) {
    String key = start.idempotencyKey();
    boolean isRepeated = thread != null && !key.isEmpty() && key.equals(thread.idempotencyKey());
    if (isRepeated) {
      return new Ignore(Ignored.SAME_START);
    }
    return isRunning(thread) ? new Refuse(ReasonCode.THREAD_EXISTS) : new Execute(new Command.Start(start.argumentJson()));
  }

  private static Decision ofSettle(ResumeRecord.Settle settle, ContinuationHeader thread) {
    String ref = settle.refId();
    if (thread.openRef(ref).isPresent() && !thread.mailbox().holds(ref)) {
      return new Execute(new Command.Settle(ref, settle.recordJson()));
    }
    if (thread.isSpent(ref)) {
      boolean isReminder = ref.equals(Mail.reminderRef(thread)) && thread.nextMessage().isPresent();
      return isReminder ? new DeliverMail() : new Ignore(Ignored.SPENT_REF);
    }
    if (OpenRef.isGenerated(ref)) {
      return new Ignore(Ignored.EARLIER_THREAD);
    }
    return isRunning(thread) ? new Keep(settle) : new Refuse(ReasonCode.THREAD_ENDED);
  }

  private static boolean isRunning(@Nullable ContinuationHeader thread) {
    return thread != null && thread.status() == ThreadStatus.WAITING;
  }
}
