@NullMarked
package io.kafkaworkflow.engine.errors;

import org.jspecify.annotations.NullMarked;
