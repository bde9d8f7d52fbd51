/** The commands: a chaos run, and the measurement of failover. */
@NullMarked
package io.kafkaworkflow.chaos.scenario;

import org.jspecify.annotations.NullMarked;
