/** Processes that a test starts, and that never outlive it. */
@NullMarked
package io.kafkaworkflow.it.process;

import org.jspecify.annotations.NullMarked;
