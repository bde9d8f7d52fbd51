package io.kafkaworkflow.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The system as processes of this machine, all in one directory: settings, data, logs. A supervisor starts again what ends by itself. */
public final class LocalCluster implements Cluster {
  private static final int BROKERS = 3;
  private static final Duration READY_MAX = Duration.ofMinutes(3);
  private static final long SUPERVISE_EVERY_MS = 500;

  private final Options options;
  private final Network network;
  private final BrokerFiles brokers;
  private final Optional<Disks> disks;
  /** No lock of this object is ever held while a node's is asked for: nodes ask for the bundle under theirs. */
  private final List<LocalNode> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger deployments = new AtomicInteger();
  private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param directory for everything; made when missing
   * @param isIsolated whether this process lives in network and mount namespaces of its own, where it may make interfaces and mounts
   * @param engines how many
   * @param completionRetention {@code workflow.completion.retention.ms} of the engines
   */
  public record Options(Installation installation, Path directory, boolean isIsolated, int engines, Duration completionRetention) {
    List<String> engineNames() {
      return IntStream.rangeClosed(1, engines).mapToObj(number -> "engine-" + number).toList();
    }
  }

  /** Starts the brokers, and returns when they are ready; engines and scheduler follow with {@link #startEngines}. */
  public static LocalCluster start(Options options) {
    LocalCluster cluster = new LocalCluster(options);
    try {
      cluster.startBrokers();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private LocalCluster(Options options) {
    this.options = options;
    Path directory = options.directory();
    network = options.isIsolated() ? new NamespaceNetwork(BROKERS, options.engineNames()) : Network.loopback();
    disks = options.isIsolated() ? Optional.of(new MountedDisks(options.engineNames(), this::stateDirectory)) : Optional.empty();
    brokers = new BrokerFiles(network, options.installation().brokerClasspath(), directory.resolve("brokers"), ports());
  }

  private void startBrokers() {
    IntStream.rangeClosed(1, BROKERS).parallel().forEach(brokers::prepare);
    for (int number = 1; number <= BROKERS; number++) {
      int broker = number;
      add(new LocalNode.Spec("broker-" + number, Role.BROKER, () -> brokers.command(broker), BrokerFiles.READY, logs()));
    }
    startAll(Role.BROKER);
    supervisor.scheduleWithFixedDelay(this::supervise, SUPERVISE_EVERY_MS, SUPERVISE_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void startEngines() {
    Installation installation = options.installation();
    for (String name : options.engineNames()) {
      Path properties = settings(name, "workflow.completion.retention.ms=" + options.completionRetention().toMillis());
      add(new LocalNode.Spec(name, Role.ENGINE, () -> network.inside(name, installation.engine(bundle(), properties)), "engine ready", logs()));
    }
    Path properties = settings("scheduler-1");
    add(new LocalNode.Spec("scheduler-1", Role.SCHEDULER, () -> installation.scheduler(properties), "scheduler ready", logs()));
    startAll(Role.ENGINE);
    startAll(Role.SCHEDULER);
  }

  private void add(LocalNode.Spec spec) {
    nodes.add(new LocalNode(spec));
  }

  @Override
  public void deployOtherBundle() {
    deployments.incrementAndGet();
  }

  private Path bundle() {
    return options.installation().bundles().get(deployments.get() % 2);
  }

  private void startAll(Role role) {
    nodes(role).forEach(Node::start);
    nodes(role).forEach(node -> node.awaitReady(READY_MAX));
  }

  private void supervise() {
    nodes.forEach(LocalNode::supervise);
  }

  private Path settings(String name, String... more) {
    List<String> lines = new ArrayList<>(List.of(
        "bootstrap.servers=" + bootstrapServers(),
        "state.dir=" + stateDirectory(name),
        // the least that Kafka allows: a returned engine gets its share back while the run goes on
        "probing.rebalance.interval.ms=60000",
        // small segments, so that compaction has something to do within a run
        "topic.segment.bytes=1048576",
        "topic.min.cleanable.dirty.ratio=0.1"));
    lines.addAll(List.of(more));
    try {
      return Files.write(Files.createDirectories(options.directory().resolve("settings")).resolve(name + ".properties"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the settings of " + name, e);
    }
  }

  private Path stateDirectory(String name) {
    return options.directory().resolve("state").resolve(name);
  }

  private Path logs() {
    return options.directory().resolve("logs");
  }

  /** In a namespace of its own every broker has an address of its own and the usual ports; otherwise free ports of this machine. */
  private List<Integer> ports() {
    if (options.isIsolated()) return IntStream.range(0, 2 * BROKERS).mapToObj(at -> 9092 + at % 2).toList();
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int at = 0; at < 2 * BROKERS; at++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) socket.close();
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find free ports", e);
    }
  }

  @Override
  public String bootstrapServers() {
    return brokers.bootstrapServers();
  }

  @Override
  public List<Node> nodes(Role role) {
    return nodes.stream().filter(node -> node.role() == role).map(Node.class::cast).toList();
  }

  @Override
  public int unexpectedEnds(Role role) {
    return nodes.stream().filter(node -> node.role() == role).mapToInt(LocalNode::unexpectedEnds).sum();
  }

  @Override
  public Optional<Links> links() {
    return network.links();
  }

  @Override
  public Optional<Disks> disks() {
    return disks;
  }

  @Override
  public void close() {
    supervisor.shutdownNow();
    // a process that stands still would not end
    nodes.forEach(LocalNode::unpause);
    nodes.forEach(LocalNode::kill);
  }
}
