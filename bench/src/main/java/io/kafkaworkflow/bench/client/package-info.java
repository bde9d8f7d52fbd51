/** Producers and consumers that make the load and take the times. */
@NullMarked
package io.kafkaworkflow.bench.client;

import org.jspecify.annotations.NullMarked;
