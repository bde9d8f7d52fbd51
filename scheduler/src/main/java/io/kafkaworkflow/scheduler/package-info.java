/**
 * The timer stream as a program: its command line.
 */
@NullMarked
package io.kafkaworkflow.scheduler;

import org.jspecify.annotations.NullMarked;
