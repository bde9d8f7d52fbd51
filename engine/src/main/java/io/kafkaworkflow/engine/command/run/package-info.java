/** {@code run}: the engine itself, from the command line. */
@NullMarked
package io.kafkaworkflow.engine.command.run;

import org.jspecify.annotations.NullMarked;
