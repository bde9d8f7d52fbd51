package io.kafkaworkflow.dev.stack;

import io.kafkaworkflow.dev.broker.DevBroker;
import io.kafkaworkflow.dev.broker.FileTree;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.engine.topology.WorkflowTopology;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import io.kafkaworkflow.scheduler.topology.SchedulerStreams;
import io.kafkaworkflow.start.TopicCreation;
import io.kafkaworkflow.start.TopicSpec;
import io.kafkaworkflow.start.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Broker, topics, engine and scheduler in this process. Started in two moves, because the broker can start while the workflow
 * is still being compiled; closed in the reverse order of starting, what was not started is left out.
 *
 * <p>Used by one thread.
 */
public final class DevStack implements AutoCloseable {
  private final StackSettings settings;
  private final BiConsumer<String, Throwable> onFailure;
  private final DevBroker broker;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private @Nullable InputParts inputs;

  private DevStack(StackSettings settings, BiConsumer<String, Throwable> onFailure, DevBroker broker) {
    this.settings = settings;
    this.onFailure = onFailure;
    this.broker = broker;
    open.push(broker);
  }

  /**
   * Starts the broker.
   *
   * @param onFailure told when the engine or the scheduler dies later on, on a thread of theirs
   */
  public static DevStack startBroker(StackSettings settings, BiConsumer<String, Throwable> onFailure) {
    DevBroker broker = DevBroker.start(settings.broker());
    if (settings.broker().isFresh()) {
      FileTree.delete(settings.engineState());
      FileTree.delete(settings.schedulerState());
    }
    return new DevStack(settings, onFailure, broker);
  }

  /** Creates the topics that are missing, and starts engine, scheduler and the inputs of the current bundle; returns when all run. */
  public void startStreams(BundleCatalog catalog, ExecutorFactory executors) {
    createTopics(catalog.current());
    Properties scheduling = schedulerSettings();
    StreamsPart scheduler = opened(new StreamsPart("scheduler", SchedulerStreams.create(scheduling), onFailure));
    scheduler.start();
    EngineConfig config = EngineConfig.of(engineSettings());
    WorkflowTopology topology = opened(WorkflowTopology.of(config, () -> executors.create(catalog, config.limits())));
    StreamsPart engine = opened(new StreamsPart("engine", new KafkaStreams(topology.topology(), new StreamsConfig(engineSettings())), onFailure));
    engine.start();
    scheduler.awaitRunning();
    engine.awaitRunning();
    inputs = opened(new InputParts(engineSettings(), () -> executors.create(catalog, config.limits()), onFailure));
    inputs.follow(catalog.current());
  }

  /** Reads the inputs of the bundle that has just become current; its topics exist. */
  public void followInputs(Bundle bundle) {
    InputParts parts = inputs;
    if (parts == null) {
      throw new IllegalStateException("the streams were not started");
    }
    parts.follow(bundle);
  }

  /** Creates what {@code bundle} and the protocol need and is not there yet. */
  public void createTopics(Bundle bundle) {
    Properties engine = engineSettings();
    Properties scheduler = schedulerSettings();
    List<TopicSpec> topics = new ArrayList<>(EngineStreams.topics(EngineConfig.of(engine), bundle));
    topics.addAll(SchedulerStreams.topics(SchedulerConfig.of(scheduler)));
    Topics.require(engine, topics, new TopicCreation(true, Optional.of(settings.partitions()), Optional.empty()));
  }

  /** The topics whose records a person wants to see pass: all of {@code bundle}'s and the protocol's but the events. */
  public List<String> shownTopics(Bundle bundle) {
    EngineConfig config = EngineConfig.of(engineSettings());
    String events = config.topics().getOrDefault(WorkflowTopic.EVENTS, WorkflowTopic.EVENTS.defaultName());
    return EngineStreams.topics(config, bundle).stream().map(TopicSpec::name).filter(name -> !name.equals(events)).distinct().toList();
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  private Properties engineSettings() {
    return EngineStreams.settings(StackSettings.properties(bootstrapServers(), settings.engineState()));
  }

  private Properties schedulerSettings() {
    return SchedulerStreams.settings(StackSettings.properties(bootstrapServers(), settings.schedulerState()));
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        RuntimeException error = e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException("cannot close a part", e);
        if (first == null) {
          first = error;
        } else {
          first.addSuppressed(error);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Makes the executor of one stream thread. */
  public interface ExecutorFactory {
    StepExecutor create(BundleCatalog catalog, io.kafkaworkflow.engine.step.ExecutorLimits limits);
  }
}
