/**
 * The pure middle of the engine: (record, continuation) to (continuation, outputs).
 *
 * <p>No Kafka and no GraalVM types, no clock, no random source, no file, no static state: all of it arrives as arguments.
 */
@NullMarked
package io.kafkaworkflow.engine.step;

import org.jspecify.annotations.NullMarked;
