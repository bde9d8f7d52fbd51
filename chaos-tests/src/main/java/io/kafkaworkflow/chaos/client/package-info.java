/** The outside of the workflows: who starts and answers threads, and who writes down all that can be seen. */
@NullMarked
package io.kafkaworkflow.chaos.client;

import org.jspecify.annotations.NullMarked;
