/** {@code topics create|check}: the topics that an engine needs for a bundle. */
@NullMarked
package io.kafkaworkflow.engine.command.topics;

import org.jspecify.annotations.NullMarked;
