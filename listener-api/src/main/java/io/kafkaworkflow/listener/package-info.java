/**
 * What somebody implements who wants to know what threads do: {@link io.kafkaworkflow.listener.WorkflowListener} hears of it, {@link io.kafkaworkflow.listener.StepTracer}
 * makes spans of it. Both are found by {@link java.util.ServiceLoader}; docs/listeners.md tells how. Knows nothing of the engine, Kafka or JavaScript.
 */
@NullMarked
package io.kafkaworkflow.listener;

import org.jspecify.annotations.NullMarked;
