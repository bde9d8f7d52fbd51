package io.kafkaworkflow.listener;

import java.util.Map;
import java.util.Optional;

/**
 * Which thread.
 *
 * @param id key of its records
 * @param parent the thread that started it; empty for one at the top
 * @param cause id of the step, or of the domain record, that sent the start; empty when its sender did not say
 * @param context its context entries by name: those that it inherited, and those that listeners added
 * @param trace {@code traceparent}, {@code tracestate} and {@code baggage} of the step, as far as it has them
 */
public record WorkflowThread(String id, Optional<String> parent, Optional<String> cause, Map<String, String> context, Map<String, String> trace) {
  public WorkflowThread {
    context = Map.copyOf(context);
    trace = Map.copyOf(trace);
  }
}
