package io.kafkaworkflow.scheduler.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The whole timer topology under a hand-driven clock. Not simulated: transactions, changelogs, several tasks, restarts (the driver
 * deletes the state directory when it is closed).
 */
final class TimerStream implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final TestOutputTopic<String, String> resumes;
  private final TestOutputTopic<byte[], byte[]> deadLetters;
  private Instant now = START;

  TimerStream(Path stateDirectory) {
    Properties user = new Properties();
    user.setProperty(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "DEBUG");
    user.setProperty(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    user.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    Properties settings = SchedulerStreams.settings(user);
    driver = new TopologyTestDriver(TimerTopology.build(SchedulerConfig.of(settings)), settings, START);
    input = driver.createInputTopic("workflow-scheduler", new ByteArraySerializer(), new ByteArraySerializer());
    resumes = driver.createOutputTopic("workflow-resume", new StringDeserializer(), new StringDeserializer());
    deadLetters = driver.createOutputTopic("workflow-dead-letter", new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void send(String key, @Nullable String value) {
    send(key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), new RecordHeaders(), now);
  }

  void send(byte @Nullable [] key, byte @Nullable [] value, Headers headers, Instant timestamp) {
    input.pipeInput(new TestRecord<>(key, value, headers, timestamp));
  }

  /** Moves the wall clock; alarms on the way ring once, at its end, as they do when a process was busy. */
  void advance(long ms) {
    now = now.plusMillis(ms);
    driver.advanceWallClockTime(Duration.ofMillis(ms));
  }

  Instant now() {
    return now;
  }

  /** What went out since the last question, as {@code key=value}. */
  List<String> fired() {
    return resumes.readRecordsToList().stream().map(r -> r.key() + "=" + r.value()).toList();
  }

  List<TestRecord<String, String>> firedRecords() {
    return resumes.readRecordsToList();
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return deadLetters.readRecordsToList();
  }

  /** Entries in both stores together. */
  long storedEntries() {
    return count(TimerTopology.DUE_TIMES_STORE) + count(TimerTopology.BY_DUE_TIME_STORE);
  }

  private long count(String store) {
    KeyValueStore<Bytes, byte[]> entries = driver.getKeyValueStore(store);
    try (KeyValueIterator<Bytes, byte[]> all = entries.all()) {
      long count = 0;
      for (; all.hasNext(); all.next()) {
        count++;
      }
      return count;
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
