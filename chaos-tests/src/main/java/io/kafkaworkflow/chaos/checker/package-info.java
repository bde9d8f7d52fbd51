/** The promises, one file each: compare what was seen with what the model says. */
@NullMarked
package io.kafkaworkflow.chaos.checker;

import org.jspecify.annotations.NullMarked;
