package io.kafkaworkflow.engine.step;

/** Bytes that are no continuation of a version that this engine reads. The thread is parked; nothing is overwritten. */
public final class MalformedContinuationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  private MalformedContinuationException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** @param offset of the first byte that does not fit, counted from the start of the continuation */
  public static MalformedContinuationException at(int offset, String expectedAndFound) {
    return new MalformedContinuationException("codec/malformed-continuation",
        "Malformed continuation at byte " + offset + ": " + expectedAndFound);
  }

  public static MalformedContinuationException unknownFormat(int format) {
    return new MalformedContinuationException("codec/unknown-format",
        "Expected a continuation of format 1 or 2, but found format " + format + "; a newer engine wrote it");
  }

  /** @param name of a built-in that the JavaScript engine of this host does not have */
  public static MalformedContinuationException unknownBuiltIn(String name) {
    return new MalformedContinuationException("codec/unknown-built-in",
        "The continuation uses the built-in " + name + ", which this JavaScript engine does not have");
  }

  /** {@code codec/malformed-continuation}, {@code codec/unknown-built-in} or {@code codec/unknown-format}. */
  public String code() {
    return code;
  }
}
