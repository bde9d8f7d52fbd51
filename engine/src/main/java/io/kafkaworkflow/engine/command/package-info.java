/**
 * The commands of {@code engine.jar} besides running a bundle: what a person does to records and threads from outside, as an ordinary
 * Kafka client. Data goes to standard output, everything else to standard error.
 */
@NullMarked
package io.kafkaworkflow.engine.command;

import org.jspecify.annotations.NullMarked;
