package io.kafkaworkflow.start;

/** What lies behind an error of Kafka or a library: the outer ones say only that something failed. */
public final class Causes {

  /** The innermost cause; the error itself when it has none. */
  public static Throwable root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Its type and message, for people. Kafka puts no secrets into it. */
  public static String message(Throwable error) {
    Throwable root = root(error);
    return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
  }

  private Causes() {}
}
