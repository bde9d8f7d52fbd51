/** Microbenchmarks (JMH) of what happens for each record; in the engine's package, because they measure its inside. */
@NullMarked
package io.kafkaworkflow.engine.js;

import org.jspecify.annotations.NullMarked;
