package io.kafkaworkflow.bench.report;

import java.util.Arrays;

/** Times of many equal things. Not thread-safe. */
public final class Samples {
  private long[] nanos = new long[1024];
  private int count;

  public void add(long ns) {
    if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
    nanos[count++] = ns;
  }

  public int count() {
    return count;
  }

  /** @param quantile 0 to 1; 0.5 is the median
   *  @return milliseconds; NaN without samples */
  public double millis(double quantile) {
    if (count == 0) return Double.NaN;
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.round(quantile * (count - 1))] / 1e6;
  }

  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
