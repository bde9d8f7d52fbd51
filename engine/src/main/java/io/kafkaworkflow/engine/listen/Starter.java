package io.kafkaworkflow.engine.listen;

import io.kafkaworkflow.engine.listen.Losses.Why;
import io.kafkaworkflow.listener.WorkflowListener;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@code started} of one listener on a thread of its own and waits for it, but never for longer than the time limit, and not at all while a call that was too slow is still running:
 * a listener that hangs costs one time limit, not one for each start. Used by all stream threads.
 */
final class Starter {
  private final WorkflowListener listener;
  private final long limitNs;
  private final Losses losses;
  private final ExecutorService thread;
  private final Semaphore free = new Semaphore(1);
  private volatile @Nullable StartCall overdue;

  Starter(WorkflowListener listener, long limitMs, Losses losses) {
    this.listener = listener;
    this.limitNs = TimeUnit.MILLISECONDS.toNanos(limitMs);
    this.losses = losses;
    this.thread = Executors.newSingleThreadExecutor(task -> Lane.daemon(task, "started", listener));
  }

  /** @return the entries that the listener added in time */
  Map<String, String> call(StartCall call) {
    StartCall late = overdue;
    if (late != null && !late.hasEnded()) {
      losses.add(Why.LATE, null);
      return Map.of();
    }
    try {
      long begunNs = System.nanoTime();
      if (!free.tryAcquire(limitNs, TimeUnit.NANOSECONDS)) {
        losses.add(Why.LATE, null);
        return Map.of();
      }
      thread.execute(() -> run(call));
      if (call.awaitEnd(limitNs - (System.nanoTime() - begunNs))) {
        return call.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stream thread is told to stop: it will see to it after the step
    }
    overdue = call;
    call.close();
    losses.add(Why.LATE, null);
    return Map.of();
  }

  private void run(StartCall call) {
    try {
      listener.started(call);
    } catch (Throwable e) {
      call.close().clear();
      losses.add(Why.FAILED, e);
    } finally {
      free.release();
      call.end();
    }
  }

  /** No call follows. One that hangs is left behind: its thread does not keep the process alive. */
  void close() {
    thread.shutdown();
  }
}
