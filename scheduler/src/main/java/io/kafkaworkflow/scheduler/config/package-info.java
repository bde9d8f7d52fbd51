/**
 * The scheduler's settings: names, defaults, units.
 */
@NullMarked
package io.kafkaworkflow.scheduler.config;

import org.jspecify.annotations.NullMarked;
