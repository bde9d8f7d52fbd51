package io.kafkaworkflow.engine.js.guest;

/** A guest function was stopped by {@code Context.interrupt}, or the context was closed under it. What it did is half done. */
public final class GuestInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GuestInterruptedException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
