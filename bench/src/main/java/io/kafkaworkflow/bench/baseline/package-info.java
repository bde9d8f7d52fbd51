/** The plain Kafka Streams program that the engine is measured against. */
@NullMarked
package io.kafkaworkflow.bench.baseline;

import org.jspecify.annotations.NullMarked;
