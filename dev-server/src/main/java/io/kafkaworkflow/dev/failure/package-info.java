/** How the development server says that something is wrong. */
@NullMarked
package io.kafkaworkflow.dev.failure;

import org.jspecify.annotations.NullMarked;
