package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.query.StoredThreads;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.http.HttpSettings;
import io.kafkaworkflow.http.Service;
import io.kafkaworkflow.protocol.ParkedThread;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StreamsProcess;
import io.kafkaworkflow.start.TopicSpec;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
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

  /** A bundle is needed for as long as a thread of it lives, which may be years. */
  private static final Map<String, String> BUNDLES_CONFIG = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

  /**
   * The engine's defaults under the user's properties, checked.
   *
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}
   */
  public static Properties settings(Properties user) {
    Properties settings = Settings.over(EngineConfig.kafkaDefaults(), user);
    nameForOthers(settings);
    Settings.checkStreams(settings);
    EngineConfig.of(settings).checkAgainst(settings);
    return settings;
  }

  /** Where other engines find this one, when it has an HTTP server on an address that they can use. */
  private static void nameForOthers(Properties settings) {
    if (!settings.containsKey(StreamsConfig.APPLICATION_SERVER_CONFIG)) {
      HttpSettings.of(settings).map(HttpSettings::listen).filter(listen -> listen.port() != 0 && !listen.isEverywhere())
          .ifPresent(listen -> settings.setProperty(StreamsConfig.APPLICATION_SERVER_CONFIG, listen.toString()));
    }
  }

  /** As Kafka Streams tells it to the other engines: what a configuration provider makes of <code>${env:POD_NAME}</code>. Empty when there is none. */
  static String applicationServer(Properties settings) {
    return new StreamsConfig(settings).getString(StreamsConfig.APPLICATION_SERVER_CONFIG);
  }

  /** The topics that must exist before the engine starts: the protocol's, and those that the bundle says it sends to and reads. */
  public static List<TopicSpec> topics(EngineConfig config, Bundle bundle) {
    return topics(config, bundle.outputTopics(), bundle.inputTopics());
  }

  /** As the other; {@code outputs} and {@code inputs} as the manifest calls them. */
  public static List<TopicSpec> topics(EngineConfig config, Set<String> outputs, Set<String> inputs) {
    TopicNames names = new TopicNames(config.topics());
    List<TopicSpec> topics = new ArrayList<>();
    config.topics().keySet().forEach(topic -> topics.add(new TopicSpec(names.of(topic), configOf(topic))));
    outputs.stream().sorted().map(names::ofOutput).forEach(name -> topics.add(new TopicSpec(name)));
    inputs.stream().sorted().map(names::ofInput).forEach(name -> topics.add(new TopicSpec(name)));
    return topics;
  }

  /** What the engine does with its topics: the rights that it needs on them. Every output topic counts, because any step may send to it. */
  public static Map<String, Set<AclOperation>> operations(EngineConfig config, Bundle bundle) {
    return operations(config, bundle.outputTopics(), bundle.inputTopics());
  }

  /** As the other; {@code outputs} and {@code inputs} as the manifest calls them. */
  public static Map<String, Set<AclOperation>> operations(EngineConfig config, Set<String> outputs, Set<String> inputs) {
    TopicNames names = new TopicNames(config.topics());
    Map<String, Set<AclOperation>> operations = new HashMap<>();
    config.topics().keySet().forEach(topic -> operations.put(names.of(topic), EnumSet.of(AclOperation.WRITE)));
    String resume = names.of(WorkflowTopic.RESUME);
    boolean isResumeWritten = outputs.stream().map(names::ofOutput).anyMatch(resume::equals) || !inputs.isEmpty();
    operations.put(resume, isResumeWritten ? EnumSet.of(AclOperation.READ, AclOperation.WRITE) : EnumSet.of(AclOperation.READ));
    operations.get(names.of(WorkflowTopic.BUNDLES)).add(AclOperation.READ);
    outputs.stream().map(names::ofOutput).forEach(topic -> operations.computeIfAbsent(topic, name -> EnumSet.of(AclOperation.WRITE)));
    inputs.stream().map(names::ofInput)
        .forEach(topic -> operations.computeIfAbsent(topic, name -> EnumSet.noneOf(AclOperation.class)).add(AclOperation.READ));
    return operations;
  }

  /** The consumer groups of the bundle's inputs; the engine's own is {@code application.id}. */
  public static List<String> inputGroups(EngineConfig config, Bundle bundle, Properties settings) {
    return inputGroups(config, bundle.inputTopics(), settings);
  }

  /** As the other; {@code inputs} as the manifest calls them. */
  public static List<String> inputGroups(EngineConfig config, Set<String> inputs, Properties settings) {
    TopicNames names = new TopicNames(config.topics());
    return inputs.stream().sorted().map(names::ofInput).map(topic -> InputTopology.groupOf(settings, topic)).toList();
  }

  /** What the HTTP API does besides: without it the engine runs, and the routes that need it answer 503. */
  public static Map<String, Set<AclOperation>> httpOperations(EngineConfig config) {
    TopicNames names = new TopicNames(config.topics());
    return Map.of(names.of(WorkflowTopic.RESUME), EnumSet.of(AclOperation.WRITE), names.of(WorkflowTopic.RESULT), EnumSet.of(AclOperation.READ),
        names.of(WorkflowTopic.ERROR), EnumSet.of(AclOperation.READ), names.of(WorkflowTopic.EVENTS), EnumSet.of(AclOperation.READ));
  }

  /** The changelogs that the engine makes at its first start; they have as many partitions as {@code workflow-resume} has, for ever. */
  public static List<String> changelogs(Properties settings) {
    String application = settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    return Stream.of(ThreadStore.THREADS, ThreadStore.ENDED, ParkedThread.STORE).map(store -> application + "-" + store + "-changelog").toList();
  }

  private static Map<String, String> configOf(WorkflowTopic topic) {
    return switch (topic) {
      case DEAD_LETTER -> DEAD_LETTER_CONFIG;
      case BUNDLES -> BUNDLES_CONFIG;
      default -> Map.of();
    };
  }

  /**
   * Runs until the process is told to stop or cannot go on.
   *
   * @param inputs the bundle's, each run beside the engine itself
   * @param settings from {@link #settings}
   * @param details for the line that says that the engine is ready
   * @param service makes what the HTTP server offers; called when there is one
   * @return the exit code
   */
  public static int run(
      WorkflowTopology topology, List<InputTopology> inputs, Properties settings, String details, PrintStream out, Function<StoredThreads, Service> service) {
    KafkaStreams streams = new KafkaStreams(topology.topology(), new StreamsConfig(settings));
    List<KafkaStreams> others = inputs.stream().map(input -> new KafkaStreams(input.topology(), new StreamsConfig(input.settings(settings)))).toList();
    String resumeTopic = new TopicNames(EngineConfig.of(settings).topics()).of(WorkflowTopic.RESUME);
    String applicationServer = applicationServer(settings);
    int exitCode = new StreamsProcess("engine", details, streams, out).beside(others)
        .with(settings, () -> service.apply(new StreamsThreads(streams, resumeTopic, applicationServer, topology.moved()))).run();
    inputs.forEach(InputTopology::close);
    topology.close();
    return exitCode;
  }

  /**
   * Starts the streams where there is no broker and closes them after {@code time}: for the classes that a start loads, nothing else.
   *
   * @param settings from {@link #settings}, with brokers that nobody listens as
   */
  public static void rehearse(WorkflowTopology topology, Properties settings, Duration time) throws InterruptedException {
    try (KafkaStreams streams = new KafkaStreams(topology.topology(), new StreamsConfig(settings))) {
      streams.start();
      Thread.sleep(time.toMillis());
      streams.close(Duration.ofSeconds(5));
    }
  }

  private EngineStreams() {}
}
