/** {@code dead-letters list|show|redrive}: what was refused, why, and sending it again; docs/dead-letters.md. */
@NullMarked
package io.kafkaworkflow.engine.command.deadletters;

import org.jspecify.annotations.NullMarked;
