/** End-to-end measurements of the engine, each beside a plain Kafka Streams program in the same run. */
@NullMarked
package io.kafkaworkflow.bench;

import org.jspecify.annotations.NullMarked;
