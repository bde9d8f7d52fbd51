package io.kafkaworkflow.engine.step;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that went on after they were interrupted: none of them is run a second time. Safe for use by several threads.
 *
 * <p>A Java thread cannot be stopped from outside. What {@link #report} does about the one that runs such a step is decided by whoever
 * makes the executor: a process of its own can be halted, another application's cannot.
 */
public interface RunawaySteps {

  /** The default of {@code workflow.step.halt.after.ms}: with a step's own second well within a transaction of 5 s. */
  long GRACE_MS = 2_000;

  /** Whether this step is known to be one. Asked on the stream thread before the step runs, each time: nearly always of an empty set. */
  boolean contains(StepInput step);

  /**
   * A step goes on. Called on the watchdog's thread, once for each run of a step; may end the process, and must not throw.
   *
   * @param graceMs of CPU time that the step has used since it was interrupted
   */
  void report(StepInput step, long graceMs);

  /** Kept in memory only: the stream thread is waited for, however long it takes. For development and tests. */
  static RunawaySteps inMemory() {
    Set<RunawayStep> known = ConcurrentHashMap.newKeySet();
    Logger log = LoggerFactory.getLogger(RunawaySteps.class);
    return new RunawaySteps() {
      @Override
      public boolean contains(StepInput step) {
        return !known.isEmpty() && known.contains(RunawayStep.of(step));
      }

      @Override
      public void report(StepInput step, long graceMs) {
        known.add(RunawayStep.of(step));
        log.error(Refusals.runawayMessage(step, graceMs, "its stream thread is waited for; then the step is undone and its record is dead-lettered"));
      }
    };
  }
}
