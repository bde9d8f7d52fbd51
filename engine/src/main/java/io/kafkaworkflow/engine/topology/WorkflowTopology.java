package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.listen.Watchers;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The engine as a Kafka Streams topology, to run by itself, inside another application (1-70) or under a {@code TopologyTestDriver}.
 *
 * <p>Close it after the {@code KafkaStreams} or test driver that runs it: it owns the guest contexts of the stream threads.
 */
public final class WorkflowTopology implements AutoCloseable {
  static final String SOURCE = "workflow-resume-source";
  static final String PROCESSOR = "workflow-step";
  static final String SINK = "workflow-outputs";

  private final StreamThreadExecutors executors;
  private final Topology topology;
  private final MovedPartitions moved;

  private WorkflowTopology(StreamThreadExecutors executors, Topology topology, MovedPartitions moved) {
    this.executors = executors;
    this.topology = topology;
    this.moved = moved;
  }

  /**
   * @param config topic names and the retention of completion records
   * @param executors makes one executor for each stream thread, called on that thread
   */
  public static WorkflowTopology of(EngineConfig config, Supplier<StepExecutor> executors) {
    return of(config, executors, Watchers.NONE);
  }

  /** @param watchers hear of every step; closed by whoever made them, after this */
  public static WorkflowTopology of(EngineConfig config, Supplier<StepExecutor> executors, Watchers watchers) {
    StreamThreadExecutors byThread = new StreamThreadExecutors(executors);
    TopicNames topics = new TopicNames(config.topics());
    OutputRules rules = new OutputRules(topics, config.outputRecordBytesMax());
    MailRules mail = new MailRules(config.mailboxLimits(), config.limits().stepTimeMsMax());
    Backlog backlog = new Backlog();
    MovedPartitions moved = new MovedPartitions();
    Topology topology = new Topology();
    // a new group must see the records that were sent before it first ran
    topology.addSource(AutoOffsetReset.earliest(), SOURCE, backlog, new ByteArrayDeserializer(),
        new ByteArrayDeserializer(), topics.of(WorkflowTopic.RESUME));
    topology.addProcessor(
        PROCESSOR, () -> new ResumeProcessor(rules, mail, config.completionRetentionMs(), byThread, backlog, watchers, moved), SOURCE);
    topology.addStateStore(store(ThreadStore.THREADS), PROCESSOR);
    topology.addStateStore(store(ThreadStore.ENDED), PROCESSOR);
    topology.addStateStore(store(ParkedThreads.STORE), PROCESSOR);
    // one sink for all topics: which topics a thread may send to depends on its own bundle, and the step has checked that
    topology.addSink(SINK, WorkflowTopology::topic, new ByteArraySerializer(), new Outgoing.ValueSerializer(), PROCESSOR);
    return new WorkflowTopology(byThread, topology, moved);
  }

  /** To be run once; it belongs to this object. */
  public Topology topology() {
    return topology;
  }

  /** The partitions whose threads it moves, for those who read its stores. */
  MovedPartitions moved() {
    return moved;
  }

  @Override
  public void close() {
    executors.close();
  }

  static String topic(byte[] key, Outgoing outgoing, RecordContext context) {
    return outgoing.topic();
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }
}
