package io.kafkaworkflow.dev.bundle;

/** What came of one run of the compiler. */
public sealed interface Compilation {
  /** The bundle and its source map are in the file that was asked for. */
  record Succeeded() implements Compilation {}

  /**
   * The source has errors, or the compiler could not run.
   *
   * @param message what the compiler wrote, for the screen
   */
  record Failed(String message) implements Compilation {}
}
