package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.protocol.LifecycleEvent.Kind;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a record that cannot be applied: a dead letter; and its thread is parked when the reason lies in the thread. One
 * per task, used by its stream thread only.
 *
 * @param sink takes what is sent
 */
record Refusing(Consumer<Record<byte[], Outgoing>> sink, OutputRules rules, ParkedThreads parked, DeadLetters letters) {

  /** The record, or what a step made of it, does not fit; its thread is as it was. */
  void refuse(Cause cause, Refusal refusal) {
    refuse(cause, refusal, "its thread is unchanged");
  }

  /** @param thread what became of the record's thread */
  void refuse(Cause cause, Refusal refusal, String thread) {
    letters.send(cause, refusal, thread);
  }

  /**
   * The step was undone.
   *
   * @param thread that the record was for; null when it was to start one
   */
  void refuseStep(Cause cause, String threadId, @Nullable ThreadState thread, Refusal refusal) {
    if (thread != null && ParkedThreads.isReason(refusal)) {
      park(cause, threadId, thread.header().bundleId(), refusal);
    } else {
      refuse(cause, refusal);
    }
  }

  /** The thread cannot move, whatever record comes; that is told once for each reason. */
  void park(Cause cause, String threadId, BundleId bundleId, Refusal refusal) {
    if (parked.park(cause, threadId, bundleId, refusal)) {
      Outbox outbox = new Outbox(cause, threadId, bundleId, Kept.trace(cause), rules);
      outbox.addEvent(Kind.PARKED, refusal.code());
      outbox.send(sink);
    }
    refuse(cause, refusal, "its thread is parked as it was");
  }
}
