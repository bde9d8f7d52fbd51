package io.kafkaworkflow.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How often each caller may ask: a bucket that holds the requests of one second and is filled evenly. Callers are tokens of the file, so there are few
 * buckets. Safe for use by several threads.
 */
final class RateLimits {
  private static final double NS_PER_S = 1e9;

  private static final class Bucket {
    private double requests;
    private long filledNanos;
  }

  private final double perSecond;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /** @param nanos the clock, as {@link System#nanoTime} */
  RateLimits(double perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  /** @return whether the request is within the limit; then it is counted */
  boolean take(String caller) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(caller, name -> {
      Bucket full = new Bucket();
      full.requests = perSecond;
      full.filledNanos = now;
      return full;
    });
    synchronized (bucket) {
      bucket.requests = Math.min(perSecond, bucket.requests + Math.max(0, now - bucket.filledNanos) / NS_PER_S * perSecond);
      bucket.filledNanos = now;
      if (bucket.requests < 1) {
        return false;
      }
      bucket.requests--;
      return true;
    }
  }
}
