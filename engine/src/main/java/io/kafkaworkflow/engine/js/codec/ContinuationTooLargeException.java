package io.kafkaworkflow.engine.js.codec;

/** The graph takes more bytes than the limit. The step is undone. */
public final class ContinuationTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** @param largest what takes the most, a sentence */
  ContinuationTooLargeException(int bytesMax, String largest) {
    super("the continuation takes more than " + bytesMax + " bytes. " + largest);
  }
}
