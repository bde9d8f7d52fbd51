package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** One input of an engine under the test driver. What it sends to the resume topic can be carried on to a {@link TopologyFixture}. */
final class InputFixture implements AutoCloseable {
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final TestOutputTopic<byte[], byte[]> resumes;
  private final TestOutputTopic<byte[], byte[]> deadLetters;

  InputFixture(WorkflowEngine engine, String topic) {
    InputTopology topology = engine.inputs().stream().filter(one -> one.topic().equals(topic)).findFirst().orElseThrow();
    Properties properties = new Properties();
    EngineConfig.kafkaDefaults().forEach((name, value) -> properties.setProperty(name, value.toString()));
    try {
      properties.setProperty("state.dir", Files.createTempDirectory("workflow-input-test").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    driver = new TopologyTestDriver(topology.topology(), topology.settings(properties), TopologyFixture.START);
    input = driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer(), TopologyFixture.START, Duration.ZERO);
    resumes = output(WorkflowTopic.RESUME);
    deadLetters = output(WorkflowTopic.DEAD_LETTER);
  }

  private TestOutputTopic<byte[], byte[]> output(WorkflowTopic topic) {
    return driver.createOutputTopic(topic.defaultName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Sends a record; headers are names and values in turn. */
  InputFixture send(@Nullable String key, @Nullable String value, String... headers) {
    return sendBytes(key == null ? null : key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), headers);
  }

  InputFixture sendBytes(byte @Nullable [] key, byte @Nullable [] value, String... headers) {
    RecordHeaders all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    input.pipeInput(new TestRecord<>(key, value, all, TopologyFixture.START.plusMillis(-1_000)));
    return this;
  }

  List<Sent> resumes() {
    return resumes.readRecordsToList().stream().map(Sent::of).toList();
  }

  List<Sent> deadLetters() {
    return deadLetters.readRecordsToList().stream().map(Sent::of).toList();
  }

  /** Carries what the input sent to the engine. */
  void carryOnTo(TopologyFixture flow) {
    for (Sent sent : resumes()) {
      String[] headers = sent.headers().entrySet().stream().flatMap(header -> List.of(header.getKey(), header.getValue()).stream()).toArray(String[]::new);
      flow.sendBytes(sent.raw().key(), sent.raw().value(), headers);
    }
  }

  /** The total of a metric for one reason. */
  double count(String what, String reason) {
    return driver.metrics().entrySet().stream()
        .filter(e -> e.getKey().group().equals(StepMetrics.GROUP) && e.getKey().name().equals(what + "-total"))
        .filter(e -> reason.equals(e.getKey().tags().get("reason")))
        .mapToDouble(e -> (Double) e.getValue().metricValue()).sum();
  }

  @Override
  public void close() {
    driver.close();
  }
}
