package io.kafkaworkflow.scheduler.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * A one-shot wall-clock punctuation at an absolute time. A punctuation at a fixed interval would do the same with less code, but
 * every punctuation makes Kafka Streams commit: an idle scheduler would run 100 transactions a second per partition.
 *
 * <p>One per stream task, used by its thread only.
 */
final class Alarm {

  /**
   * No alarm is set further ahead. A cancelled punctuation stays in Kafka Streams' queue until its time, so this bounds how long
   * alarms that gave way to earlier ones use memory; it costs one punctuation a minute while timers are armed.
   */
  static final Duration HORIZON = Duration.ofMinutes(1);

  private static final long NOT_SET = Long.MAX_VALUE;

  private final ProcessingContext context;
  private final LongConsumer onTime;
  private long setForEpochMs = NOT_SET;
  private @Nullable Cancellable schedule;

  /** @param onTime gets the wall-clock time, never before the time the alarm was set for */
  Alarm(ProcessingContext context, LongConsumer onTime) {
    this.context = context;
    this.onTime = onTime;
  }

  /** Makes sure that the alarm rings at {@code atEpochMs} or earlier; one that is set for an earlier time stays. */
  void ringBy(long atEpochMs) {
    long at = Math.min(atEpochMs, context.currentSystemTimeMs() + HORIZON.toMillis());
    if (setForEpochMs <= at) {
      return;
    }
    cancel();
    setForEpochMs = at;
    schedule = context.schedule(Instant.ofEpochMilli(at), Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, this::ring);
  }

  private void ring(long nowEpochMs) {
    cancel();
    onTime.accept(nowEpochMs);
  }

  private void cancel() {
    if (schedule != null) {
      schedule.cancel();
      schedule = null;
    }
    setForEpochMs = NOT_SET;
  }
}
