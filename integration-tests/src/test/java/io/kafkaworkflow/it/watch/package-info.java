/** What listeners hear and what spans are exported, from outside. */
@NullMarked
package io.kafkaworkflow.it.watch;

import org.jspecify.annotations.NullMarked;
