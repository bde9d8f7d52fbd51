package io.kafkaworkflow.chaos.scenario;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waiting for something, as long as there is progress. */
final class Patience {
  private static final long POLL_MS = 200;

  private Patience() {}

  /**
   * Waits until {@code isThere}, or until {@code progress} has not changed for {@code limit}.
   *
   * @return whether it is there; when not, the checkers will say what is missing
   */
  static boolean await(BooleanSupplier isThere, LongSupplier progress, Duration limit) throws InterruptedException {
    long last = progress.getAsLong();
    long end = System.nanoTime() + limit.toNanos();
    while (!isThere.getAsBoolean()) {
      if (System.nanoTime() > end) return false;
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
      long now = progress.getAsLong();
      if (now != last) {
        last = now;
        end = System.nanoTime() + limit.toNanos();
      }
    }
    return true;
  }
}
