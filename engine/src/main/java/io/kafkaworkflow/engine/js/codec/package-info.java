/**
 * The Java codec: graphs of raw guest objects to continuation bodies and back (docs/continuation-format.md).
 *
 * <p>Byte for byte equal to the TypeScript codec in {@code js-runtime/src/codec}; a differential test compares the two. All methods
 * need the polyglot context entered; nothing here is shared between contexts.
 */
@NullMarked
package io.kafkaworkflow.engine.js.codec;

import org.jspecify.annotations.NullMarked;
