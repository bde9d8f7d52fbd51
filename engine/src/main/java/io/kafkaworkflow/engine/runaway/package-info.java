/** What outlives a process that was halted because of a step that could not be interrupted. Knows the step, neither JavaScript nor Kafka. */
@NullMarked
package io.kafkaworkflow.engine.runaway;

import org.jspecify.annotations.NullMarked;
