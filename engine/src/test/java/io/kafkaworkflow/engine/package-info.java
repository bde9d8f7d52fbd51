@NullMarked
package io.kafkaworkflow.engine;

import org.jspecify.annotations.NullMarked;
