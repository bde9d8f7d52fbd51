package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.CommonSettings;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StreamsProcess;
import io.kafkaworkflow.start.TopicSpec;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** The engine as a Kafka Streams process of its own: settings, topics, life. */
public final class EngineStreams {
  private static final long DAY_MS = 86_400_000L;

  /** A dead letter is the original and the headers that say why: it must fit where the original did not quite fill its topic. */
  private static final Map<String, String> DEAD_LETTER_CONFIG = Map.of(
      TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(2 * 1024 * 1024),
      TopicConfig.RETENTION_MS_CONFIG, Long.toString(30 * DAY_MS));

  /**
   * The engine's defaults under the user's properties, checked.
   *
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}
   */
  public static Properties settings(Properties user) {
    Properties settings = Settings.over(EngineConfig.kafkaDefaults(), user);
    Settings.checkStreams(settings);
    EngineConfig.of(settings).checkAgainst(settings);
    return settings;
  }

  /** The topics that must exist before the engine starts: the protocol's, and those that the bundle says it sends to. */
  public static List<TopicSpec> topics(EngineConfig config, Bundle bundle) {
    TopicNames names = new TopicNames(config.topics());
    List<TopicSpec> topics = new ArrayList<>();
    config.topics().keySet().forEach(topic ->
        topics.add(new TopicSpec(names.of(topic), topic == WorkflowTopic.DEAD_LETTER ? DEAD_LETTER_CONFIG : Map.of())));
    bundle.outputTopics().stream().sorted().map(names::ofOutput).forEach(name -> topics.add(new TopicSpec(name)));
    return topics;
  }

  /**
   * Runs until the process is told to stop or cannot go on.
   *
   * @param settings from {@link #settings}
   * @param details for the line that says that the engine is ready
   * @return the exit code
   */
  public static int run(WorkflowTopology topology, Properties settings, String details, PrintStream out) {
    KafkaStreams streams = new KafkaStreams(topology.topology(), new StreamsConfig(settings));
    int exitCode = new StreamsProcess("engine", details, streams, out).reportingTo(CommonSettings.healthFile(settings)).run();
    topology.close();
    return exitCode;
  }

  private EngineStreams() {}
}
