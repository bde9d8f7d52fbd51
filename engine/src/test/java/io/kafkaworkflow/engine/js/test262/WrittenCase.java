package io.kafkaworkflow.engine.js.test262;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code cases.jsonl}, which {@code js-runtime/scripts/test262.mjs --write} makes.
 *
 * @param path relative to {@code test/} of the checkout
 * @param isAsync the case says by {@code $DONE} that it passed
 * @param negative the error that the case must end with, or null
 * @param native_ a module; see {@link NativePlay}
 * @param bundle the compiled case, or null when the compiler refused it
 * @param refusal why it did, or null
 */
record WrittenCase(
    String path, boolean isAsync, @Nullable Negative negative, String native_, @Nullable String bundle, Ending.@Nullable Refused refusal) {

  /** @param phase {@code parse} or {@code runtime} */
  record Negative(String phase, String type) {}
}
