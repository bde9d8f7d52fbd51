@NullMarked
package io.kafkaworkflow.engine.config;

import org.jspecify.annotations.NullMarked;
