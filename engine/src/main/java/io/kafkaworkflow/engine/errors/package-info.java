/** How the engine words what went wrong: one form, four parts, a code with a page under docs/errors. */
@NullMarked
package io.kafkaworkflow.engine.errors;

import org.jspecify.annotations.NullMarked;
