/**
 * The timer rules on Kafka Streams: records in, stores, wall-clock alarms, records out.
 */
@NullMarked
package io.kafkaworkflow.scheduler.topology;

import org.jspecify.annotations.NullMarked;
