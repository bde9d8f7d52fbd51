/** Plain Kafka clients, as any user would write them. */
@NullMarked
package io.kafkaworkflow.it.kafka;

import org.jspecify.annotations.NullMarked;
