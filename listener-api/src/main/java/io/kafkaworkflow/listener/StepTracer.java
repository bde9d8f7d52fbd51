package io.kafkaworkflow.listener;

import java.util.Map;
import java.util.Optional;

/**
 * Makes a span of each step, and puts the step's own trace context on everything that the step sends. For tracing systems: unlike a {@link WorkflowListener} it is called in the middle of the
 * step, by the stream thread that runs it, and must neither wait nor do more than a few microseconds of work. What it throws is counted and logged; the step goes on without a span.
 *
 * <p>Found by {@link java.util.ServiceLoader}, as a {@link Provider}; an engine has at most one. Used by all stream threads at once.
 */
public interface StepTracer extends AutoCloseable {

  /**
   * A step begins.
   *
   * @param thread with the trace of the step: that of its record or, when the record has none, that of the step before
   * @param suspended trace of the step that left the thread waiting; empty for a start, and for threads that never had a trace
   */
  StepSpan begin(WorkflowThread thread, WorkflowStep step, Map<String, String> suspended);

  /** Sends what is left. Called once, when no step runs any more. */
  @Override
  void close();

  /** A step that is being traced; used by one thread. */
  interface StepSpan {

    /** {@code traceparent} of this span, {@code tracestate} and {@code baggage}: replaces that of the step on what it sends. Empty: it stays. */
    Map<String, String> trace();

    /**
     * The step is done; its transaction may yet be aborted, and the step be repeated.
     *
     * @param thread as at the beginning, with the context entries that listeners have given it since
     * @param status how the thread stands now; empty when there is no thread because its start was undone
     * @param errorName why the thread failed or the step was undone, never with contents of the thread's values; empty when all is well
     */
    void end(WorkflowThread thread, Optional<WorkflowStatus> status, Optional<String> errorName);
  }

  /** Makes a tracer when tracing is configured. A public class with a public constructor without parameters. */
  interface Provider {

    /**
     * Called once, when an engine opens.
     *
     * @return empty when tracing is not configured; then nothing of it should have been loaded
     * @throws IllegalArgumentException it is configured wrongly, in a sentence for the operator: the engine does not start
     */
    Optional<StepTracer> open();
  }
}
