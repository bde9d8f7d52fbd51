package io.kafkaworkflow.engine.topology;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.common.metrics.stats.WindowedCount;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Counts of one task, among Kafka Streams' own metrics: {@code kafka.streams:type=workflow-task-metrics}, with tags {@code task-id} and
 * {@code reason}. Owned by the task, used by its stream thread only.
 */
final class StepMetrics {
  static final String GROUP = "workflow-task-metrics";
  static final String STEPS = "steps";
  static final String IGNORED = "ignored";
  static final String DEAD_LETTERS = "dead-letters";
  static final String PARKED = "parked-threads";
  static final String MAIL = "mail";
  static final String INPUTS = "inputs";
  static final String LISTENER_LOSSES = "listener-losses";
  static final String STEP_LATENCY = "step-latency";
  static final String CONTINUATION_BYTES = "continuation-bytes";

  private final StreamsMetrics metrics;
  private final String taskId;
  private final Map<String, Sensor> sensors = new HashMap<>();

  StepMetrics(StreamsMetrics metrics, String taskId) {
    this.metrics = metrics;
    this.taskId = taskId;
  }

  /** A step committed its result; `reason` is how the thread stands now. */
  void step(String status) {
    count(STEPS, status);
  }

  void ignored(Ignored why) {
    count(IGNORED, why.text());
  }

  void deadLetter(String code) {
    count(DEAD_LETTERS, code);
  }

  /** A message was put into a mailbox. */
  void mailKept() {
    count(MAIL, "kept");
  }

  /** A message went to an await, or to the dead letters because its step was undone. */
  void mailTaken() {
    count(MAIL, "taken");
  }

  /** A thread ended before it awaited the message's ref. */
  void mailUnread() {
    count(MAIL, "unread");
  }

  /** An input function understood a record of this topic; a tag has its name. */
  void input(String topic) {
    count(INPUTS, topic);
  }

  /** What listeners missed ({@code dropped}, {@code late}) or broke ({@code failed}), found by this task. */
  void listenerLosses(String reason, long more) {
    sensors.computeIfAbsent(LISTENER_LOSSES + ":" + reason, key -> newSum(LISTENER_LOSSES, reason)).record(more);
  }

  /** A step ran, whether it stands or is undone. */
  void ran(long nanos) {
    sensors.computeIfAbsent(STEP_LATENCY, key -> newMeasure(STEP_LATENCY, "milliseconds that steps took: load, execute, save")).record(nanos / 1e6);
  }

  /** A step left a continuation to be stored. */
  void saved(int bytes) {
    sensors.computeIfAbsent(CONTINUATION_BYTES, key -> newMeasure(CONTINUATION_BYTES, "bytes of the continuations that steps left")).record(bytes);
  }

  void close() {
    sensors.values().forEach(metrics::removeSensor);
    sensors.clear();
  }

  /** How many threads of this task are parked now. */
  void parkedThreads(long now) {
    sensors.computeIfAbsent(PARKED, key -> newGauge()).record(now);
  }

  private Sensor newGauge() {
    Sensor sensor = metrics.addSensor("workflow." + taskId + "." + PARKED, Sensor.RecordingLevel.INFO);
    sensor.add(new MetricName(PARKED, GROUP, "number of parked threads", tags()), new Value());
    return sensor;
  }

  /** Average and maximum over Kafka's window of 30 s, and the sum since the start, from which a rate can be made. */
  private Sensor newMeasure(String what, String description) {
    Sensor sensor = metrics.addSensor("workflow." + taskId + "." + what, Sensor.RecordingLevel.INFO);
    sensor.add(new MetricName(what + "-avg", GROUP, "average of " + description, tags()), new Avg());
    sensor.add(new MetricName(what + "-max", GROUP, "maximum of " + description, tags()), new Max());
    sensor.add(new MetricName(what + "-total", GROUP, "sum of " + description, tags()), new CumulativeSum());
    return sensor;
  }

  private void count(String what, String reason) {
    sensors.computeIfAbsent(what + ":" + reason, key -> newSensor(what, reason)).record();
  }

  private Sensor newSum(String what, String reason) {
    Sensor sensor = metrics.addSensor("workflow." + taskId + "." + what + "." + reason, Sensor.RecordingLevel.INFO);
    Map<String, String> tags = tags();
    tags.put("reason", reason);
    sensor.add(new MetricName(what + "-total", GROUP, "number of " + what + " by reason", tags), new CumulativeSum());
    return sensor;
  }

  private Sensor newSensor(String what, String reason) {
    Sensor sensor = metrics.addSensor("workflow." + taskId + "." + what + "." + reason, Sensor.RecordingLevel.INFO);
    Map<String, String> tags = tags();
    tags.put("reason", reason);
    sensor.add(new MetricName(what + "-total", GROUP, "number of " + what + " by reason", tags), new CumulativeCount());
    sensor.add(new MetricName(what + "-rate", GROUP, what + " per second by reason", tags), new Rate(new WindowedCount()));
    return sensor;
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    // the stream thread's name keeps two engines in one process apart
    tags.put("thread-id", Thread.currentThread().getName());
    tags.put("task-id", taskId);
    return tags;
  }
}
