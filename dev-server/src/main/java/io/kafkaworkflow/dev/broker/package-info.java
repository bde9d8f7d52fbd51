/** A Kafka broker inside this process, for development, demos and tests. */
@NullMarked
package io.kafkaworkflow.dev.broker;

import org.jspecify.annotations.NullMarked;
