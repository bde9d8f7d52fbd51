/** Spans of steps, over OpenTelemetry, exported by OTLP when its standard variables say where to (docs/traces.md). */
@NullMarked
package io.kafkaworkflow.tracing;

import org.jspecify.annotations.NullMarked;
