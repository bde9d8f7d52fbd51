package io.kafkaworkflow.bench.client;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a client was asked to do. */
final class Futures {
  private static final int WAIT_MAX_SECONDS = 60;

  private Futures() {}

  /** @throws IllegalStateException it failed, or took longer than a minute */
  static <T> T get(String what, Future<T> future) {
    try {
      return future.get(WAIT_MAX_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot " + what, e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("cannot " + what + " within " + WAIT_MAX_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trying to " + what, e);
    }
  }
}
