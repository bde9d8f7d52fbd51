/**
 * The rules of timers: what a record asks for, which timers are due. No Kafka types, no clock: time arrives as an argument.
 */
@NullMarked
package io.kafkaworkflow.scheduler.timer;

import org.jspecify.annotations.NullMarked;
