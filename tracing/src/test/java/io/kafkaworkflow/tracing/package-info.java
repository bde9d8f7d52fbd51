@NullMarked
package io.kafkaworkflow.tracing;

import org.jspecify.annotations.NullMarked;
