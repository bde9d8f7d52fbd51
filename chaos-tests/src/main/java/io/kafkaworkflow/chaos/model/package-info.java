/** What becomes of every story, computed in memory: ends, outputs, dead letters. */
@NullMarked
package io.kafkaworkflow.chaos.model;

import org.jspecify.annotations.NullMarked;
