/** Broker, topics, engine and scheduler, started and stopped together. */
@NullMarked
package io.kafkaworkflow.dev.stack;

import org.jspecify.annotations.NullMarked;
