@NullMarked
package io.kafkaworkflow.engine.command.threads;

import org.jspecify.annotations.NullMarked;
