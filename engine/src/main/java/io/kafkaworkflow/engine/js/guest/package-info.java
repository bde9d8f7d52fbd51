/**
 * The only code that touches {@code com.oracle.truffle}: raw guest objects, their shapes, and calls of guest functions.
 *
 * <p>Everything above it handles guest values as {@link Object}. GraalJS gives no promises about these classes from one version to the
 * next, so its version is pinned and every assumption has a test in this package.
 *
 * <p>All methods need the polyglot context entered on the calling thread.
 */
@NullMarked
package io.kafkaworkflow.engine.js.guest;

import org.jspecify.annotations.NullMarked;
