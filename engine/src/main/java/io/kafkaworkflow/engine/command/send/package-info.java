/** {@code start|resume|cancel|terminate}: the records that move threads, sent from the command line; docs/start-and-resume.md. */
@NullMarked
package io.kafkaworkflow.engine.command.send;

import org.jspecify.annotations.NullMarked;
