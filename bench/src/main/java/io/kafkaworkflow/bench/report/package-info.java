/** The table that a run prints. */
@NullMarked
package io.kafkaworkflow.bench.report;

import org.jspecify.annotations.NullMarked;
