package io.kafkaworkflow.engine.js.codec;

/** The graph takes more bytes than the limit. The step is undone. */
public final class ContinuationTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ContinuationTooLargeException(int bytesMax, int objects) {
    super("the continuation takes more than " + bytesMax + " bytes (" + objects + " objects were met until then)");
  }
}
