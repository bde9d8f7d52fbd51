package io.kafkaworkflow.dev.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request that the command on the main thread sees between its steps. The command then closes
 * what it opened, in its own order and on its own thread, and the process leaves with the command's exit code.
 */
public final class StopSignal {
  /** How long closing may take; a second Ctrl-C does not shorten it, SIGKILL does. */
  private static final Duration CLOSING_MAX = Duration.ofSeconds(30);

  private final CountDownLatch raised = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int exitCode = 1;

  StopSignal() {}

  /** Catches the signals of this process from now on. */
  public static StopSignal install() {
    StopSignal stop = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::onShutdown, "stop-signal"));
    return stop;
  }

  private void onShutdown() {
    if (ended.getCount() == 0) {
      return; // the command ended by itself and called System.exit
    }
    raise();
    try {
      if (ended.await(CLOSING_MAX.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exitCode); // else the JVM would report the signal
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void raise() {
    raised.countDown();
  }

  /** Called once, by the main thread, when everything is closed. */
  public void ended(int exitCode) {
    this.exitCode = exitCode;
    ended.countDown();
  }

  boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Waits until the signal comes, at most {@code limit}; tells whether it came. */
  boolean await(Duration limit) {
    try {
      return raised.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
