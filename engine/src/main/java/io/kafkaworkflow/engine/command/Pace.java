package io.kafkaworkflow.engine.command;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps a command to a number of records per second, so that the engine has room for other work. Used by one thread. */
public final class Pace {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private long nextNanos = System.nanoTime();

  /** @param perSecond records per second, 1 or more */
  public Pace(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Counts from now: the time until here was not there to be used. */
  public void start() {
    nextNanos = System.nanoTime();
  }

  /** Returns when something may be sent. What was not used is not saved up for longer than a second. */
  public void await() {
    for (long wait = nextNanos - System.nanoTime(); wait > 0; wait = nextNanos - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    nextNanos = Math.max(nextNanos, System.nanoTime() - SECOND_NANOS);
  }

  /** Tells how many records were sent. */
  public void used(int records) {
    nextNanos += records * SECOND_NANOS / perSecond;
  }
}
