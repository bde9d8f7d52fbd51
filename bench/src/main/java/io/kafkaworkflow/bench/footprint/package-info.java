/** A program that weighs contexts and bundles inside a JVM of its own. */
@NullMarked
package io.kafkaworkflow.bench.footprint;

import org.jspecify.annotations.NullMarked;
