package io.kafkaworkflow.dev.stack;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.topology.InputTopology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** The inputs of the bundle that is current: those of a new one are started, those that it no longer has are stopped. Used by one thread. */
final class InputParts implements AutoCloseable {
  private final Properties settings;
  private final Supplier<StepExecutor> executors;
  private final BiConsumer<String, Throwable> onFailure;
  private final Map<String, Part> byTopic = new LinkedHashMap<>();

  private record Part(InputTopology topology, StreamsPart streams) {}

  /** @param settings the engine's */
  InputParts(Properties settings, Supplier<StepExecutor> executors, BiConsumer<String, Throwable> onFailure) {
    this.settings = settings;
    this.executors = executors;
    this.onFailure = onFailure;
  }

  /** Returns when all inputs of {@code bundle} run. */
  void follow(Bundle bundle) {
    List<String> gone = byTopic.keySet().stream().filter(topic -> !bundle.inputTopics().contains(topic)).toList();
    gone.forEach(this::stop);
    List<Part> started = new ArrayList<>();
    for (String topic : bundle.inputTopics().stream().sorted().filter(topic -> !byTopic.containsKey(topic)).toList()) {
      InputTopology topology = InputTopology.of(EngineConfig.of(settings), topic, executors);
      KafkaStreams streams = new KafkaStreams(topology.topology(), new StreamsConfig(topology.settings(settings)));
      Part part = new Part(topology, new StreamsPart("input of " + topic, streams, onFailure));
      byTopic.put(topic, part);
      part.streams.start();
      started.add(part);
    }
    started.forEach(part -> part.streams.awaitRunning());
  }

  private void stop(String topic) {
    Part part = byTopic.remove(topic);
    if (part != null) {
      part.streams.close();
      part.topology.close();
    }
  }

  @Override
  public void close() {
    List.copyOf(byTopic.keySet()).forEach(this::stop);
  }
}
