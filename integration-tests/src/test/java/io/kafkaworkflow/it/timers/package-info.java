/** The scheduler with many timers. */
@NullMarked
package io.kafkaworkflow.it.timers;

import org.jspecify.annotations.NullMarked;
