/** What the development server writes on the screen. */
@NullMarked
package io.kafkaworkflow.dev.terminal;

import org.jspecify.annotations.NullMarked;
