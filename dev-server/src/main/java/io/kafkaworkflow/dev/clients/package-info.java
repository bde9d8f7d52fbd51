/** Kafka clients that a person's settings reach: security, above all. */
@NullMarked
package io.kafkaworkflow.dev.clients;

import org.jspecify.annotations.NullMarked;
