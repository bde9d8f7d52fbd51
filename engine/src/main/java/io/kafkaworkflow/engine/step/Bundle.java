package io.kafkaworkflow.engine.step;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiled workflows, one script.
 *
 * @param name file name, for stack traces and messages
 * @param code UTF-8 text of the script; {@code id} is its SHA-256
 * @param sourceMap the bytes of the map beside it, used for stack traces only
 * @param outputTopics of its manifest, {@code workflow-resume} left out
 * @param inputTopics of its manifest; known of a bundle that was evaluated here, which the one that new threads start on is
 */
public record Bundle(BundleId id, String name, byte[] code, byte @Nullable [] sourceMap, Set<String> outputTopics, Set<String> inputTopics) {

  /** A bundle for threads that were started on it: its inputs are nobody's concern. */
  public Bundle(BundleId id, String name, byte[] code, byte @Nullable [] sourceMap, Set<String> outputTopics) {
    this(id, name, code, sourceMap, outputTopics, Set.of());
  }
}
