package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.http.DaemonThreads;
import io.kafkaworkflow.http.Problem;
import io.kafkaworkflow.http.Problems;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What callers who wait share: places, so that there are never too many, a clock, and threads for questions that take time. */
final class Waiting implements AutoCloseable {
  static final int PLACES = 1_000;
  private static final int THREADS = 4;

  private final Semaphore places = new Semaphore(PLACES);
  private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("http-clock"));
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2 * PLACES), DaemonThreads.named("http-waiting"));

  Waiting() {
    workers.allowCoreThreadTimeOut(true);
    clock.setRemoveOnCancelPolicy(true);
  }

  /** @throws io.kafkaworkflow.http.ProblemException {@code http/busy} */
  void enter() {
    if (!places.tryAcquire()) {
      throw busy().asException();
    }
  }

  void leave() {
    places.release();
  }

  ScheduledFuture<?> after(long ms, Runnable action) {
    return clock.schedule(action, ms, TimeUnit.MILLISECONDS);
  }

  ScheduledFuture<?> every(long ms, Runnable action) {
    return clock.scheduleWithFixedDelay(action, ms, ms, TimeUnit.MILLISECONDS);
  }

  /** @throws RejectedExecutionException closed; there are never more tasks than places and answers */
  void work(Runnable task) {
    workers.execute(task);
  }

  static Problem busy() {
    return Problems.busy("as many callers as this engine takes, " + PLACES + ", are waiting");
  }

  @Override
  public void close() {
    clock.shutdownNow();
    workers.shutdownNow();
  }
}
