package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.step.StepExecutor;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * One input of a bundle as a Kafka Streams application of its own: domain topic, input function, resume topic; no state. To be run beside the
 * {@link WorkflowTopology}, by one {@code KafkaStreams} or test driver, with {@link #settings}.
 *
 * <p>A group of its own, because all members of a group must run one topology, while engines of a rolling upgrade have bundles with different inputs: an
 * engine whose bundle lacks the input is no member, and the others have all of its partitions (decision 0031).
 *
 * <p>Close it after what runs it: it owns the guest contexts of the stream threads.
 */
public final class InputTopology implements AutoCloseable {
  /** Stands between the engine's application id and the topic. */
  static final String GROUP_INFIX = "-input-";

  static final String SOURCE = "workflow-input-source";
  static final String PROCESSOR = "workflow-input";
  static final String SINK = "workflow-input-resumes";

  private final String topic;
  private final StreamThreadExecutors executors;
  private final Topology topology;

  private InputTopology(String topic, StreamThreadExecutors executors, Topology topology) {
    this.topic = topic;
    this.executors = executors;
    this.topology = topology;
  }

  /**
   * No reset policy is set here: Kafka Streams' own default is the earliest record, and {@code auto.offset.reset} may say otherwise.
   *
   * @param declared one of the bundle's input topics, as the bundle calls it
   * @param executors makes one executor for each stream thread, called on that thread
   */
  @SuppressWarnings("NullAway") // Kafka's own interface takes null for the configured policy
  public static InputTopology of(EngineConfig config, String declared, Supplier<StepExecutor> executors) {
    StreamThreadExecutors byThread = new StreamThreadExecutors(executors);
    TopicNames topics = new TopicNames(config.topics());
    OutputRules rules = new OutputRules(topics, config.outputRecordBytesMax());
    String topic = topics.ofInput(declared);
    Backlog backlog = new Backlog();
    Topology topology = new Topology();
    topology.addSource((AutoOffsetReset) null, SOURCE, backlog, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    topology.addProcessor(PROCESSOR, () -> new InputProcessor(declared, rules, byThread, backlog), SOURCE);
    topology.addSink(SINK, WorkflowTopology::topic, new ByteArraySerializer(), new Outgoing.ValueSerializer(), PROCESSOR);
    return new InputTopology(topic, byThread, topology);
  }

  /** The topic, as this installation calls it. */
  public String topic() {
    return topic;
  }

  /** To be run once; it belongs to this object. */
  public Topology topology() {
    return topology;
  }

  /** The engine's settings with an {@code application.id}, and so a consumer group, of this input's own: {@code <application.id>-input-<topic>}. */
  public Properties settings(Properties engine) {
    Properties settings = new Properties();
    settings.putAll(engine);
    settings.setProperty("application.id", groupOf(engine, topic));
    settings.computeIfPresent("client.id", (name, id) -> id + GROUP_INFIX + topic);
    return settings;
  }

  static String groupOf(Properties engine, String topic) {
    return engine.getProperty("application.id") + GROUP_INFIX + topic;
  }

  @Override
  public void close() {
    executors.close();
  }
}
