package io.kafkaworkflow.engine.js.guest;

/** A guest function threw. */
public final class GuestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Object thrown;

  GuestException(Object thrown, Throwable cause) {
    super(cause.getMessage(), cause);
    this.thrown = thrown;
  }

  /** The raw guest value that was thrown. */
  public Object thrown() {
    return thrown;
  }
}
