package io.kafkaworkflow.scheduler.topology;

import java.util.List;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Counters of one task, in Kafka's own metrics (JMX group {@code stream-timer-metrics}): {@code armed}, {@code cancelled},
 * {@code refused} as rates and totals, and {@code lateness} of fired timers, milliseconds average and maximum.
 */
final class TimerMetrics {

  private static final String SCOPE = "timer";

  private final StreamsMetrics metrics;
  private final Sensor armed;
  private final Sensor cancelled;
  private final Sensor refused;
  private final Sensor lateness;

  TimerMetrics(ProcessingContext context) {
    metrics = context.metrics();
    String task = context.taskId().toString();
    armed = metrics.addRateTotalSensor(SCOPE, task, "armed", RecordingLevel.INFO);
    cancelled = metrics.addRateTotalSensor(SCOPE, task, "cancelled", RecordingLevel.INFO);
    refused = metrics.addRateTotalSensor(SCOPE, task, "refused", RecordingLevel.INFO);
    lateness = metrics.addLatencyRateTotalSensor(SCOPE, task, "fired", RecordingLevel.INFO);
  }

  void armed() {
    armed.record();
  }

  void cancelled() {
    cancelled.record();
  }

  void refused() {
    refused.record();
  }

  void fired(long latenessMs) {
    lateness.record(latenessMs);
  }

  void close() {
    List.of(armed, cancelled, refused, lateness).forEach(metrics::removeSensor);
  }
}
