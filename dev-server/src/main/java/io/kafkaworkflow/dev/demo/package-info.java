/** The demos: what each sends, who answers it, and what must come out. */
@NullMarked
package io.kafkaworkflow.dev.demo;

import org.jspecify.annotations.NullMarked;
