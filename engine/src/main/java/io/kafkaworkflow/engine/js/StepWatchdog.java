package io.kafkaworkflow.engine.js;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts guest code that takes more than its limits. One daemon thread per process; each executor has a {@link Slot}.
 *
 * <p>Time is CPU time of the stream thread: guest code cannot block, and a machine that stalls must not cost a thread its step. Memory is
 * what the stream thread allocates, freed or not: what is live cannot be had for less than a garbage collection, and is never more. A step
 * that is over before the watchdog looks (every {@value #PERIOD_MS} ms) costs two volatile writes and two reads of a counter.
 */
final class StepWatchdog implements AutoCloseable {

  private static final long PERIOD_MS = 5;
  private static final long POLL_NANOS = 50_000;
  private static final Duration INTERRUPT_WAIT_MAX = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(StepWatchdog.class);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean(); // HotSpot's, as GraalJS needs
  private final List<Slot> slots = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::watch, "workflow-step-watchdog");
  private volatile boolean isClosed;

  StepWatchdog() {
    thread.setDaemon(true);
    thread.start();
  }

  /** What a step took too much of. */
  enum Excess { NOTHING, TIME, MEMORY }

  /** A slot for one stream thread. */
  Slot newSlot(long cpuMsMax, long allocatedBytesMax) {
    Slot slot = new Slot(TimeUnit.MILLISECONDS.toNanos(cpuMsMax), allocatedBytesMax);
    slots.add(slot);
    return slot;
  }

  void release(Slot slot) {
    slots.remove(slot);
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }

  private void watch() {
    while (!isClosed) {
      try {
        Thread.sleep(PERIOD_MS);
      } catch (InterruptedException e) {
        return; // only close() interrupts
      }
      for (Slot slot : slots) {
        slot.check();
      }
    }
  }

  /** Watches the guest calls of one stream thread, one after the other. */
  final class Slot {

    private static final long IDLE = 0;
    private static final long RUNNING = 1;
    private static final long INTERRUPTING = 2;
    private static final int PHASE_BITS = 2;

    private final long limitNanos;
    private final long allocatedBytesMax;
    /** Number of the call, then its phase: a call that ended cannot be mistaken for the next one. */
    private final AtomicLong state = new AtomicLong(IDLE);
    private long calls;
    private volatile @Nullable Context context;
    private volatile @Nullable Thread runner;
    /** What the stream thread had allocated when the call began. */
    private volatile long allocatedBefore;
    // Of the call that the watchdog saw at its last look; touched by the watchdog only.
    private long seen;
    private long seenNanos;

    private Slot(long limitNanos, long allocatedBytesMax) {
      this.limitNanos = limitNanos;
      this.allocatedBytesMax = allocatedBytesMax;
    }

    /** Called on the stream thread before guest code runs in {@code entered}. */
    void begin(Context entered) {
      context = entered;
      runner = Thread.currentThread();
      allocatedBefore = threads.getCurrentThreadAllocatedBytes();
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
      if (threads.getCurrentThreadAllocatedBytes() - allocatedBefore > allocatedBytesMax) {
        return Excess.MEMORY;
      }
      return isInterrupted ? Excess.TIME : Excess.NOTHING;
    }

    private void check() {
      long now = state.get();
      Thread running = runner;
      Context interruptible = context;
      if ((now & RUNNING) == 0 || running == null || interruptible == null) {
        return;
      }
      long cpuNanos = threads.getThreadCpuTime(running.getId());
      long nanos = cpuNanos >= 0 ? cpuNanos : System.nanoTime(); // -1 where the platform does not measure it
      boolean isTooMuch = threads.getThreadAllocatedBytes(running.getId()) - allocatedBefore > allocatedBytesMax;
      if (now != seen) {
        seen = now;
        seenNanos = nanos;
      }
      boolean isTooLong = nanos - seenNanos >= limitNanos;
      if ((isTooLong || isTooMuch) && state.compareAndSet(now, now ^ RUNNING ^ INTERRUPTING)) {
        interrupt(interruptible, now);
      }
    }

    private void interrupt(Context running, long overdue) {
      try {
        running.interrupt(INTERRUPT_WAIT_MAX);
        state.set(IDLE);
      } catch (TimeoutException e) {
        LOG.error("A step goes on {} after it was interrupted; trying again", INTERRUPT_WAIT_MAX, e);
        state.set(overdue);
      }
    }
  }
}
