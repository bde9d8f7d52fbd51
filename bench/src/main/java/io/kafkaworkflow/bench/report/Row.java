package io.kafkaworkflow.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param what is measured, such as {@code resumes, 2,000 threads}
 * @param unit of the values
 * @param value of the engine
 * @param baseline of plain Kafka Streams in the same run; null when there is no such thing
 * @param target in words, such as {@code >= 5,000}; empty when there is none
 */
public record Row(String what, String unit, double value, @Nullable Double baseline, String target) {
  /** Engine to baseline; null without a baseline. */
  public @Nullable Double ratio() {
    return baseline == null || baseline == 0 ? null : value / baseline;
  }
}
