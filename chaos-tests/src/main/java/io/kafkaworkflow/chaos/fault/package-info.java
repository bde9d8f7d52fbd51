/** What is broken, from a seed: pairs of start and stop. */
@NullMarked
package io.kafkaworkflow.chaos.fault;

import org.jspecify.annotations.NullMarked;
