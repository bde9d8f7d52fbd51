/**
 * Kafka Streams wiring: one source, one processor, three stores, one sink. Nothing else in the engine knows Kafka Streams.
 *
 * <p>What happens with an exception: everything that a record can cause is a value ({@link io.kafkaworkflow.engine.errors.Refusal})
 * and ends in the dead letters. An exception that reaches Kafka Streams is a fault of the engine, the store or the brokers;
 * the transaction is aborted and the process stops (docs/decisions/0011-what-stops-the-engine.md).
 */
@NullMarked
package io.kafkaworkflow.engine.topology;

import org.jspecify.annotations.NullMarked;
