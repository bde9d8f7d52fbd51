/**
 * Listeners and tracers (docs/listeners.md): found on the class path, called so that none of them holds up a thread. Knows the listener API and what a step may keep; neither Kafka nor
 * the topology.
 */
@NullMarked
package io.kafkaworkflow.engine.listen;

import org.jspecify.annotations.NullMarked;
