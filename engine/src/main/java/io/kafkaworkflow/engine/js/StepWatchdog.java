package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.step.RunawaySteps;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Interrupts guest code that takes more than its limits. One daemon thread per process; each executor has a {@link WatchedStep}.
 *
 * <p>Time is CPU time of the stream thread: guest code cannot block, and a machine that stalls must not cost a thread its step. Memory is
 * what the stream thread allocates, freed or not: what is live cannot be had for less than a garbage collection, and is never more. A step
 * that is over before the watchdog looks (every {@value #PERIOD_MS} ms) costs two volatile writes and two reads of a counter.
 *
 * <p>Some operations of GraalJS cannot be interrupted (docs/limits.md): a step that goes on is reported to {@link RunawaySteps}.
 */
final class StepWatchdog implements AutoCloseable {

  private static final long PERIOD_MS = 5;

  private final StepMeter meter = StepMeter.ofJvm();
  private final RunawaySteps runaways;
  private final long graceMs;
  private final List<WatchedStep> steps = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::watch, "workflow-step-watchdog");
  private volatile boolean isClosed;

  /** @param graceMs CPU time that a step may go on after it was interrupted, before {@code runaways} hears of it */
  StepWatchdog(RunawaySteps runaways, long graceMs) {
    this.runaways = runaways;
    this.graceMs = graceMs;
    thread.setDaemon(true);
    thread.start();
  }

  /** The steps that are not to be run. */
  RunawaySteps runaways() {
    return runaways;
  }

  /** CPU time that a step may go on after it was interrupted. */
  long graceMs() {
    return graceMs;
  }

  /** For one stream thread. */
  WatchedStep watch(long cpuMsMax, long allocatedBytesMax) {
    WatchedStep step = new WatchedStep(new WatchedStep.Limits(cpuMsMax, allocatedBytesMax, graceMs), meter, runaways);
    steps.add(step);
    return step;
  }

  void release(WatchedStep step) {
    steps.remove(step);
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
      steps.forEach(WatchedStep::check);
    }
  }
}
