package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.listen.Watchers;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology under the test driver, with a hand-driven clock. The driver has no transactions: those are tested against a broker. */
final class TopologyFixture implements AutoCloseable {
  static final Instant START = Instant.ofEpochMilli(1_790_000_000_000L);

  final ScriptedExecutor executor = new ScriptedExecutor();
  private final Path stateDir;
  private final WorkflowTopology topology;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> resume;
  private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();

  TopologyFixture() {
    this(Map.of());
  }

  TopologyFixture(Map<String, String> settings) {
    this(settings, null, Watchers.NONE);
  }

  /** The caller closes the watchers afterwards. */
  TopologyFixture(Watchers watchers) {
    this(Map.of(), null, watchers);
  }

  /** Any topology with default settings, such as one with the real executor; the caller closes it afterwards. */
  TopologyFixture(WorkflowTopology topology) {
    this(Map.of(), topology, Watchers.NONE);
  }

  private TopologyFixture(Map<String, String> settings, @Nullable WorkflowTopology other, Watchers watchers) {
    Properties properties = new Properties();
    EngineConfig.kafkaDefaults().forEach((name, value) -> properties.setProperty(name, value.toString()));
    settings.forEach(properties::setProperty);
    try {
      stateDir = Files.createTempDirectory("workflow-topology-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.setProperty("state.dir", stateDir.toString());
    EngineConfig config = EngineConfig.of(properties);
    topology = other == null ? WorkflowTopology.of(config, () -> executor, watchers) : other;
    driver = new TopologyTestDriver(topology.topology(), properties, START);
    resume = driver.createInputTopic(
        config.topics().get(WorkflowTopic.RESUME), new ByteArraySerializer(), new ByteArraySerializer(), START, Duration.ZERO);
  }

  /** The next steps' answers. */
  @SafeVarargs
  final TopologyFixture then(Function<ScriptedExecutor.Step, StepResult>... answers) {
    executor.answers.addAll(List.of(answers));
    return this;
  }

  /** Sends a record; headers are names and values in turn. */
  TopologyFixture send(String threadId, @Nullable String value, String... headers) {
    return sendBytes(threadId.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), headers);
  }

  TopologyFixture sendBytes(byte @Nullable [] key, byte @Nullable [] value, String... headers) {
    RecordHeaders all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    resume.pipeInput(new TestRecord<>(key, value, all, START.plusMillis(-1_000)));
    return this;
  }

  TopologyFixture passes(Duration time) {
    driver.advanceWallClockTime(time);
    return this;
  }

  /** Everything that came out on a topic since the last call. */
  List<Sent> on(String topic) {
    TestOutputTopic<byte[], byte[]> output = outputs.computeIfAbsent(
        topic, name -> driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    List<Sent> found = new ArrayList<>();
    output.readRecordsToList().forEach(record -> found.add(Sent.of(record)));
    return found;
  }

  List<Sent> on(WorkflowTopic topic) {
    return on(topic.defaultName());
  }

  /** The header of what is stored for a thread; null when nothing is. */
  @Nullable ContinuationHeader stored(String threadId) {
    byte[] bytes = storedBytes(threadId);
    return bytes == null ? null : ContinuationHeader.read(bytes);
  }

  /** What the store holds for a thread; null when nothing. */
  byte @Nullable [] storedBytes(String threadId) {
    return driver.<byte[], byte[]>getKeyValueStore(ThreadStore.THREADS).get(threadId.getBytes(UTF_8));
  }

  /** Puts anything in the store, as a newer engine might have. */
  void store(String threadId, byte[] bytes) {
    driver.<byte[], byte[]>getKeyValueStore(ThreadStore.THREADS).put(threadId.getBytes(UTF_8), bytes);
  }

  /** Why a thread is parked; null when it is not. */
  @Nullable String parked(String threadId) {
    byte[] bytes = driver.<byte[], byte[]>getKeyValueStore(ParkedThreads.STORE).get(threadId.getBytes(UTF_8));
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  MovedPartitions moved() {
    return topology.moved();
  }

  /** The value of a metric without a reason. */
  double gauge(String name) {
    return driver.metrics().entrySet().stream()
        .filter(e -> e.getKey().group().equals(StepMetrics.GROUP) && e.getKey().name().equals(name))
        .mapToDouble(e -> (Double) e.getValue().metricValue()).sum();
  }

  long indexEntries() {
    try (var all = driver.<byte[], byte[]>getKeyValueStore(ThreadStore.ENDED).all()) {
      long n = 0;
      for (; all.hasNext(); all.next()) {
        n++;
      }
      return n;
    }
  }

  /** The total of a metric for one reason, 0 when it was never counted. */
  double count(String what, String reason) {
    return driver.metrics().entrySet().stream()
        .filter(e -> e.getKey().group().equals(StepMetrics.GROUP) && e.getKey().name().equals(what + "-total"))
        .filter(e -> reason.equals(e.getKey().tags().get("reason")))
        .mapToDouble(e -> (Double) e.getValue().metricValue())
        .sum();
  }

  @Override
  public void close() {
    driver.close();
    topology.close();
  }

  /** A record that came out, as text where that is readable. Headers: the last of each name. */
  record Sent(@Nullable String key, @Nullable String value, Instant time, Map<String, String> headers, TestRecord<byte[], byte[]> raw) {
    static Sent of(TestRecord<byte[], byte[]> record) {
      Map<String, String> headers = new HashMap<>();
      for (Header header : record.headers()) {
        headers.put(header.key(), new String(header.value(), UTF_8));
      }
      return new Sent(text(record.key()), text(record.value()), record.getRecordTime(), headers, record);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
      return bytes == null ? null : new String(bytes, UTF_8);
    }
  }
}
