package io.kafkaworkflow.listener;

/**
 * Hears what the threads of one engine do. Every method does nothing unless it is overridden.
 *
 * <p>Found by {@link java.util.ServiceLoader} when the engine starts: a public class with a public constructor without parameters, named in {@code
 * META-INF/services/io.kafkaworkflow.listener.WorkflowListener} of a jar on the class path.
 *
 * <p><b>When.</b> {@link #started} is called before the thread's first step. Everything else is told when the step is done and <em>before its transaction commits</em>: a step that is
 * repeated, because its transaction was aborted or the engine was killed, is told again under the same {@link WorkflowStep#id()}. What is waiting to be told when the process is killed
 * is not told, and neither is what a listener is too slow for (counted and logged). Who must not miss a change of a thread reads {@code workflow-events}, which is exact.
 *
 * <p><b>Where.</b> No method holds up a thread: {@link #started} has a time limit, all others are called by a thread of this listener's own, one after the other. {@link #started} comes from
 * another one, so what both use must be safe for two threads. What is thrown is counted and logged, and changes nothing.
 */
public interface WorkflowListener extends AutoCloseable {

  /** Listeners with a greater number are called before those with a smaller one; equal ones in the order in which they are found. Asked once. */
  default int priority() {
    return 0;
  }

  /**
   * A thread is about to take its first step. The only call that the thread waits for, for at most {@code workflow.listeners.start.time.limit.ms}: after that, and while an earlier
   * call to this listener is still running, the thread starts without this listener's entries. The step may yet be undone ({@link #stepFailed}); then there is no such thread.
   */
  default void started(StartingThread thread) {}

  /** A step left the thread waiting for {@link WorkflowEvent#openRefs()}. */
  default void suspended(WorkflowEvent event) {}

  /** A record moved the waiting thread on; told with the end of that step. */
  default void resumed(WorkflowEvent event) {}

  /** The thread returned {@link WorkflowEvent#resultJson()}. */
  default void completed(WorkflowEvent event) {}

  /** The thread threw {@link WorkflowEvent#failure()}. */
  default void failed(WorkflowEvent event) {}

  /** The thread was cancelled, and its cleanup code has run. */
  default void cancelled(WorkflowEvent event) {}

  /** The thread was ended from outside; none of its code ran. */
  default void terminated(WorkflowEvent event) {}

  /** The thread goes from {@link WorkflowEvent#before()} to {@link WorkflowEvent#status()}: beside each of the calls above. */
  default void statusChanged(WorkflowEvent event) {}

  /** A record was given to the thread. */
  default void stepStarted(WorkflowEvent event) {}

  /** The step stands: what it sent and the thread's new state are in the transaction. */
  default void stepCompleted(WorkflowEvent event) {}

  /** The step was undone, for {@link WorkflowEvent#failure()}: its record is a dead letter, the thread is as it was. */
  default void stepFailed(WorkflowEvent event) {}

  /** The step tries again what {@link WorkflowStep#retryOf()} failed at: its record was a dead letter and was sent again. Told before {@link #stepStarted}. */
  default void stepRetried(WorkflowEvent event) {}

  /** The engine stops. Called last, when all that waited was told, or after five seconds. */
  @Override
  default void close() {}
}
