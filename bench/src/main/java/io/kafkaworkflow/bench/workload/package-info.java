/** What is measured, one class each. */
@NullMarked
package io.kafkaworkflow.bench.workload;

import org.jspecify.annotations.NullMarked;
