package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.step.RunawaySteps;
import io.kafkaworkflow.engine.step.StepInput;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches the guest calls of one stream thread, one after the other. The stream thread says when one begins and ends, the watchdog
 * {@link #check checks} in between.
 *
 * <pre>
 *   IDLE --begin--> RUNNING --end--> IDLE
 *                   RUNNING --check: over a limit--> INTERRUPTING --check: no guest code runs any more--> IDLE
 * </pre>
 */
final class WatchedStep {

  private static final long IDLE = 0;
  private static final long RUNNING = 1;
  private static final long INTERRUPTING = 2;
  private static final int PHASE_BITS = 2;
  private static final long POLL_NANOS = 50_000;
  /** How long one interrupt may keep the watchdog from looking at other stream threads. */
  private static final Duration INTERRUPT_WAIT_MAX = Duration.ofMillis(250);

  /** What a step took too much of. */
  enum Excess { NOTHING, TIME, MEMORY }

  /** @param graceMs CPU time that a step may go on after it was interrupted, before it is a runaway */
  record Limits(long cpuMsMax, long allocatedBytesMax, long graceMs) {}

  private final Limits limits;
  private final StepMeter meter;
  private final RunawaySteps runaways;
  /** Number of the call, then its phase: a call that ended cannot be mistaken for the next one. */
  private final AtomicLong state = new AtomicLong(IDLE);
  private long calls;
  private volatile @Nullable Call call;
  // Of the call that the watchdog saw at its last look; touched by the watchdog only.
  private long seen;
  private long seenNanos;
  private long interruptedNanos;
  private boolean isReported;

  /** @param allocatedBefore what the stream thread had allocated when the call began */
  private record Call(Interruptible guest, StepInput step, Thread runner, long allocatedBefore) {}

  WatchedStep(Limits limits, StepMeter meter, RunawaySteps runaways) {
    this.limits = limits;
    this.meter = meter;
    this.runaways = runaways;
  }

  /** Called on the stream thread before guest code runs in {@code guest}. */
  void begin(Interruptible guest, StepInput step) {
    Thread runner = Thread.currentThread();
    call = new Call(guest, step, runner, meter.allocatedBytes(runner));
    state.set(++calls << PHASE_BITS | RUNNING);
  }

  /**
   * Called on the stream thread when the guest code has returned or thrown.
   *
   * @return false when the watchdog has interrupted the context: leave it and call {@link #awaitInterrupt}
   */
  boolean end() {
    return state.compareAndSet(calls << PHASE_BITS | RUNNING, IDLE);
  }

  /** Waits until an interrupt that is under way is over, so that it cannot hit a later step. The context has been left. */
  void awaitInterrupt() {
    for (long now = state.get(); now != IDLE; now = state.get()) {
      if ((now & INTERRUPTING) != 0 || !state.compareAndSet(now, IDLE)) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  /**
   * Called on the stream thread after {@link #end}: which limit the call has crossed. Also one that it crossed between the watchdog's last
   * look and its end, so that a step of the same work is treated the same.
   *
   * @param isInterrupted whether the watchdog has interrupted it
   */
  Excess excess(boolean isInterrupted) {
    Call ended = call;
    if (ended != null && meter.allocatedBytes(Thread.currentThread()) - ended.allocatedBefore > limits.allocatedBytesMax) {
      return Excess.MEMORY;
    }
    return isInterrupted ? Excess.TIME : Excess.NOTHING;
  }

  /** Called by the watchdog, again and again. Returns within {@link #INTERRUPT_WAIT_MAX}. */
  void check() {
    long now = state.get();
    Call watched = call;
    if (now == IDLE || watched == null) {
      return;
    }
    long cpuNanos = meter.cpuNanos(watched.runner);
    if ((now & INTERRUPTING) != 0) {
      goOn(watched, cpuNanos);
      return;
    }
    if (now != seen) {
      seen = now;
      seenNanos = cpuNanos;
    }
    boolean isTooMuch = meter.allocatedBytes(watched.runner) - watched.allocatedBefore > limits.allocatedBytesMax;
    boolean isTooLong = cpuNanos - seenNanos >= TimeUnit.MILLISECONDS.toNanos(limits.cpuMsMax);
    if ((isTooLong || isTooMuch) && state.compareAndSet(now, now ^ RUNNING ^ INTERRUPTING)) {
      interruptedNanos = cpuNanos;
      isReported = false;
      interrupt(watched);
    }
  }

  /** CPU time here, too: a machine that stalls makes no step a runaway. */
  private void goOn(Call watched, long cpuNanos) {
    if (!isReported && cpuNanos - interruptedNanos >= TimeUnit.MILLISECONDS.toNanos(limits.graceMs)) {
      isReported = true;
      runaways.report(watched.step, limits.graceMs);
    }
    interrupt(watched);
  }

  private void interrupt(Call watched) {
    try {
      watched.guest.interrupt(INTERRUPT_WAIT_MAX);
      state.set(IDLE);
    } catch (TimeoutException e) {
      // it goes on: the next look decides what it has become
    }
  }
}
