/** The commands of {@code kafka-workflow}. */
@NullMarked
package io.kafkaworkflow.dev.command;

import org.jspecify.annotations.NullMarked;
