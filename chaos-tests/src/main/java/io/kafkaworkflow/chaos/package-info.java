/** Attacks the system from outside, and checks what it promises. */
@NullMarked
package io.kafkaworkflow.chaos;

import org.jspecify.annotations.NullMarked;
