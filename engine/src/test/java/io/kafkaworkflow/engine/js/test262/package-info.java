/** Plays cases of test262 under GraalJS: as they are, compiled, and compiled with the Java codec between any two microtasks. */
@NullMarked
package io.kafkaworkflow.engine.js.test262;

import org.jspecify.annotations.NullMarked;
