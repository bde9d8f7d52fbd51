@NullMarked
package io.kafkaworkflow.engine.query;

import org.jspecify.annotations.NullMarked;
