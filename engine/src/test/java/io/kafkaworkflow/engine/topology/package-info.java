@NullMarked
package io.kafkaworkflow.engine.topology;

import org.jspecify.annotations.NullMarked;
