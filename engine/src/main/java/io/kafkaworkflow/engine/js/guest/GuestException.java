package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.js.runtime.GraalJSException;
import java.util.function.Supplier;

/** Guest code, or an operation of the language on a guest object, threw. */
public final class GuestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Object thrown;

  GuestException(Object thrown, Throwable cause) {
    super(cause.getMessage(), cause);
    this.thrown = thrown;
  }

  /** Runs an operation of the language that may throw in the guest. */
  static <T> T wrap(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (GraalJSException e) {
      throw new GuestException(e.getErrorObject(), e);
    }
  }

  /** The raw guest value that was thrown. */
  public Object thrown() {
    return thrown;
  }
}
