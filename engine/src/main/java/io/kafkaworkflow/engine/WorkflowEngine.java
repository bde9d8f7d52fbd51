package io.kafkaworkflow.engine;

import io.kafkaworkflow.engine.bundles.TopicBundles;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.js.GuestHost;
import io.kafkaworkflow.engine.listen.Watchers;
import io.kafkaworkflow.engine.runaway.NotedRunaways;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.topology.InputTopology;
import io.kafkaworkflow.engine.topology.WorkflowTopology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * A bundle and the topology that runs it, for {@code main} and for applications that run the engine as a part of their own (1-70):
 *
 * <pre>{@code
 * try (WorkflowEngine engine = WorkflowEngine.open(Path.of("dist/index.js"), properties)) {
 *   engine.publish(properties);
 *   try (KafkaStreams streams = new KafkaStreams(engine.topology().topology(), properties)) { ... }
 * }
 * }</pre>
 *
 * <p>Listeners and a tracer on the class path hear of its steps (docs/listeners.md).
 *
 * <p>A bundle with inputs has {@link #inputs} besides: each is run by a {@code KafkaStreams} of its own.
 *
 * <p>Such an application takes its Kafka settings from {@code EngineStreams.settings} or sets them itself, {@code
 * processing.guarantee=exactly_once_v2} above all, and gives its stream threads a large stack ({@code -Xss16m}).
 */
public final class WorkflowEngine implements AutoCloseable {
  private final GuestHost host;
  private final Bundle bundle;
  private final EngineCatalog catalog;
  private final WorkflowTopology topology;
  private final List<InputTopology> inputs;
  private final Watchers watchers;

  private WorkflowEngine(GuestHost host, Bundle bundle, EngineCatalog catalog, WorkflowTopology topology, List<InputTopology> inputs, Watchers watchers) {
    this.host = host;
    this.bundle = bundle;
    this.catalog = catalog;
    this.topology = topology;
    this.inputs = inputs;
    this.watchers = watchers;
  }

  /**
   * Reads and evaluates a bundle; starts nothing, connects to nothing. Until {@link #publish} was called, threads of other bundles cannot move: enough for
   * tests. A step that cannot be interrupted does not end the process, which may be somebody else's.
   *
   * @param bundleFile the script; its source map is looked for beside it
   * @param properties {@code workflow.} settings are read from here, others are left alone
   * @throws io.kafkaworkflow.start.StartException {@code config/unreadable-bundle}, {@code config/invalid-setting}, {@code config/listener-broken}, {@code config/traces-invalid}
   * @throws io.kafkaworkflow.engine.js.BundleException {@code host/unreadable-bundle}: no bundle of this engine, or its module code throws
   */
  public static WorkflowEngine open(Path bundleFile, Properties properties) {
    return open(bundleFile, properties, Optional.empty());
  }

  /**
   * As the other, for a process that may end itself.
   *
   * @param endProcess called on a thread of the engine's when a step cannot be interrupted and has been noted in {@code state.dir}: halts the process, or has
   *     it ended. Orderly ways wait for the step. Empty: its stream thread, and so its partitions, wait until the operation is over; the record is refused then
   */
  public static WorkflowEngine open(Path bundleFile, Properties properties, Optional<Runnable> endProcess) {
    EngineConfig config = EngineConfig.of(properties);
    BundleFile file = BundleFile.read(bundleFile);
    Watchers watchers = Watchers.discover(config.listeners());
    GuestHost host = new GuestHost(config.bundles().loadedMax(), NotedRunaways.of(properties, endProcess), config.stepHaltAfterMs());
    try {
      Bundle bundle = host.read(file.name(), file.code(), file.sourceMap());
      EngineCatalog catalog = new EngineCatalog(BundleCatalog.of(bundle));
      config.checkInputs(bundle.inputTopics());
      Supplier<StepExecutor> executors = () -> host.newExecutor(catalog, config.limits());
      List<InputTopology> inputs = bundle.inputTopics().stream().sorted().map(topic -> InputTopology.of(config, topic, executors)).toList();
      return new WorkflowEngine(host, bundle, catalog, WorkflowTopology.of(config, executors, watchers), inputs, watchers);
    } catch (RuntimeException e) {
      watchers.close();
      host.close();
      throw e;
    }
  }

  /**
   * Puts the bundle on {@code workflow-bundles}, unless it is there, and connects this engine with the bundles of older threads. To be called once, before the
   * topology runs.
   *
   * @param settings the engine's and Kafka's; the topic exists
   * @throws io.kafkaworkflow.start.StartException {@code config/bundle-not-published}
   */
  public void publish(Properties settings) {
    catalog.connect(TopicBundles.publishing(settings, bundle));
  }

  /** To be run by one {@code KafkaStreams} or test driver. */
  public WorkflowTopology topology() {
    return topology;
  }

  /** The bundle's inputs; each is run beside the topology, by a {@code KafkaStreams} of its own with {@link InputTopology#settings}. */
  public List<InputTopology> inputs() {
    return inputs;
  }

  /** The bundle that new threads start on. */
  public Bundle bundle() {
    return bundle;
  }

  /** The name of a bundle by its id, 64 hexadecimal digits; empty when it is not known, or not on the topic. */
  public Optional<String> bundleName(String id) {
    return catalog.nameOf(id);
  }

  /** How JavaScript is run, for people: {@code Interpreted}, or the name of the optimizing runtime. */
  public String runtimeName() {
    return host.runtimeName();
  }

  /** Frees the guest contexts; only when nothing runs the topology any more. */
  @Override
  public void close() {
    inputs.forEach(InputTopology::close);
    topology.close();
    watchers.close();
    catalog.close();
    host.close();
  }
}
