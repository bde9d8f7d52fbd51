/** What an operator can ask about threads, from outside, while engines run. */
@NullMarked
package io.kafkaworkflow.engine.command.threads;

import org.jspecify.annotations.NullMarked;
