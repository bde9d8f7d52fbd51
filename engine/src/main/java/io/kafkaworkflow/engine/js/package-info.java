/**
 * The GraalVM host: engine, contexts, time limit, calls into bundles, stack traces.
 *
 * <p>Start at {@link io.kafkaworkflow.engine.js.GuestHost}: one per process.
 */
@NullMarked
package io.kafkaworkflow.engine.js;

import org.jspecify.annotations.NullMarked;
