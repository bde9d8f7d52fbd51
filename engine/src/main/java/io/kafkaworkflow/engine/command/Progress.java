package io.kafkaworkflow.engine.command;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says how far a command is, on one line of standard error that is written over; nothing where nobody would read it. Used by one thread. */
public final class Progress implements AutoCloseable {
  /** Set by the launcher where standard error is a terminal, and standard output, whose lines tell as much, is none. */
  public static final String TERMINAL_PROPERTY = "kafkaworkflow.progress";

  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final String TO_LINE_START = "\r";
  private static final String CLEAR_LINE = "\033[K";

  private final PrintWriter err;
  private final boolean isShown;
  private long nextNanos = System.nanoTime() + EVERY_NANOS;
  private boolean isWritten;

  public Progress(PrintWriter err) {
    this(err, Boolean.getBoolean(TERMINAL_PROPERTY));
  }

  Progress(PrintWriter err, boolean isShown) {
    this.err = err;
    this.isShown = isShown;
  }

  /** @param doing such as {@code cancelled}; shown twice a second at most */
  public void done(String doing, long count) {
    if (isShown && System.nanoTime() - nextNanos >= 0) {
      nextNanos = System.nanoTime() + EVERY_NANOS;
      err.print(TO_LINE_START + count + " " + doing + " ..." + CLEAR_LINE);
      err.flush();
      isWritten = true;
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (isWritten) {
      err.print(TO_LINE_START + CLEAR_LINE);
      err.flush();
    }
  }
}
