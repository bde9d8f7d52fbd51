/** The processes of a measurement: broker, engine, scheduler, baseline. */
@NullMarked
package io.kafkaworkflow.bench.process;

import org.jspecify.annotations.NullMarked;
