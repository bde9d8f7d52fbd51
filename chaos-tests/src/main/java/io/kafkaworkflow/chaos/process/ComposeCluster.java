package io.kafkaworkflow.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stack of {@code docker-compose.yml}, with the workflows of this module as its bundle: what is attacked are its containers, and what makes them
 * come back is its restart policy. The images are there ({@code docker/build}). The demo's services are not started: the run has its own.
 */
public final class ComposeCluster implements Cluster {
  private static final Duration READY_MAX = Duration.ofMinutes(5);
  private static final List<String> BROKERS = List.of("broker-1", "broker-2", "broker-3");
  private static final List<String> ENGINES = List.of("engine-1", "engine-2");
  private static final List<String> SCHEDULERS = List.of("scheduler");

  private final Installation installation;
  private final Path bundles;
  private final Compose compose;
  private final List<Node> nodes;
  private int deployments;

  /** Starts the brokers, and returns when they are healthy; the rest follows with {@link #startEngines}. */
  public static ComposeCluster start(Installation installation, Path directory, Duration completionRetention) {
    Path bundles = directory.resolve("bundle");
    Compose compose = Compose.of(installation.root(), environment(installation, directory, bundles, completionRetention));
    ComposeCluster cluster = new ComposeCluster(installation, bundles, compose);
    // containers outlive this process: an interrupted run must not leave them
    Runtime.getRuntime().addShutdownHook(new Thread(compose::down, "compose-down"));
    try {
      cluster.copyBundle();
      cluster.up(BROKERS);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private ComposeCluster(Installation installation, Path bundles, Compose compose) {
    this.installation = installation;
    this.bundles = bundles;
    this.compose = compose;
    nodes = Stream.of(
        BROKERS.stream().map(name -> new Container(name, Role.BROKER, compose)),
        ENGINES.stream().map(name -> new Container(name, Role.ENGINE, compose)),
        SCHEDULERS.stream().map(name -> new Container(name, Role.SCHEDULER, compose))).flatMap(all -> all).map(Node.class::cast).toList();
  }

  @Override
  public void startEngines() {
    up(Stream.concat(ENGINES.stream(), SCHEDULERS.stream()).toList());
  }

  private void up(List<String> services) {
    List<String> arguments = new ArrayList<>(List.of("up", "-d", "--no-deps"));
    arguments.addAll(services);
    compose.run(arguments);
    nodes.stream().filter(node -> services.contains(node.name())).forEach(node -> node.awaitReady(READY_MAX));
  }

  /** The variables of docker-compose.yml that make it run our bundle with our settings. */
  private static List<String> environment(Installation installation, Path directory, Path bundles, Duration completionRetention) {
    Path settings = directory.resolve("engine.properties");
    try {
      Files.createDirectories(bundles);
      List<String> lines = new ArrayList<>(Files.readAllLines(installation.root().resolve("docker/engine.properties")));
      lines.add("workflow.completion.retention.ms=" + completionRetention.toMillis());
      Files.write(settings, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + directory, e);
    }
    return List.of("COMPOSE_PROJECT_NAME=kafka-workflow-chaos", "BUNDLE_DIR=" + bundles, "ENGINE_PROPERTIES=" + settings);
  }

  @Override
  public synchronized void deployOtherBundle() {
    deployments++;
    copyBundle();
  }

  private void copyBundle() {
    try {
      Files.copy(installation.bundles().get(deployments % 2), bundles.resolve("index.js"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put a bundle into " + bundles, e);
    }
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:19092,127.0.0.1:29092,127.0.0.1:39092";
  }

  @Override
  public List<Node> nodes(Role role) {
    return nodes.stream().filter(node -> node.role() == role).toList();
  }

  @Override
  public int unexpectedEnds(Role role) {
    return nodes(role).stream().mapToInt(node -> ((Container) node).restarts()).sum();
  }

  @Override
  public Optional<Links> links() {
    return Optional.empty();
  }

  @Override
  public Optional<Disks> disks() {
    return Optional.empty();
  }

  @Override
  public void close() {
    compose.down();
  }
}
