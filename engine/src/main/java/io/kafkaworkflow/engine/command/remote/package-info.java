/** Asking engines over their HTTP API, for commands about threads; docs/http.md. */
@NullMarked
package io.kafkaworkflow.engine.command.remote;

import org.jspecify.annotations.NullMarked;
