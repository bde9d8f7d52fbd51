package io.kafkaworkflow.chaos.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace for each engine, in a private one that the whole run lives in ({@code chaos-tests/run} makes it): no address here can be
 * reached from elsewhere, and all of it is gone with the run. Brokers have addresses of their own on the loopback interface; an engine reaches them
 * over a pair of virtual interfaces, and a cut is a black hole in its routes.
 *
 * <pre>
 *   lo: 10.99.0.1 10.99.0.2 10.99.0.3 (brokers) ── chaos-1: 10.99.1.1/30 ══ eth0: 10.99.1.2/30, namespace engine-1
 *                                               └─ chaos-2: 10.99.2.1/30 ══ eth0: 10.99.2.2/30, namespace engine-2
 * </pre>
 */
final class NamespaceNetwork implements Network, Cluster.Links {
  private static final int ENGINE_COUNT_MAX = 9;

  private final List<String> engines;

  /** Makes the interfaces. Only inside of a network namespace that nobody else uses. */
  NamespaceNetwork(int brokers, List<String> engines) {
    if (engines.size() > ENGINE_COUNT_MAX) throw new IllegalArgumentException("at most " + ENGINE_COUNT_MAX + " engines, found " + engines.size());
    this.engines = List.copyOf(engines);
    Shell.run("ip", "link", "set", "lo", "up");
    for (int broker = 1; broker <= brokers; broker++) {
      Shell.run("ip", "addr", "add", brokerHost(broker) + "/32", "dev", "lo");
    }
    for (int number = 1; number <= engines.size(); number++) {
      connect(engines.get(number - 1), number);
    }
  }

  private static void connect(String engine, int number) {
    String outer = "chaos-" + number;
    String outerAddress = "10.99." + number + ".1";
    Shell.run("ip", "netns", "add", engine);
    Shell.run("ip", "link", "add", outer, "type", "veth", "peer", "name", "eth0", "netns", engine);
    Shell.run("ip", "addr", "add", outerAddress + "/30", "dev", outer);
    Shell.run("ip", "link", "set", outer, "up");
    ip(engine, "link", "set", "lo", "up");
    ip(engine, "addr", "add", "10.99." + number + ".2/30", "dev", "eth0");
    ip(engine, "link", "set", "eth0", "up");
    ip(engine, "route", "add", "default", "via", outerAddress);
  }

  @Override
  public String brokerHost(int number) {
    return "10.99.0." + number;
  }

  @Override
  public List<String> inside(String node, List<String> command) {
    if (!engines.contains(node)) return command;
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", node));
    all.addAll(command);
    return all;
  }

  @Override
  public Optional<Cluster.Links> links() {
    return Optional.of(this);
  }

  @Override
  public void cut(Node engine, Node broker) {
    ip(engine.name(), "route", "add", "blackhole", address(broker));
  }

  @Override
  public void heal(Node engine, Node broker) {
    ip(engine.name(), "route", "del", "blackhole", address(broker));
  }

  private String address(Node broker) {
    return brokerHost(Integer.parseInt(broker.name().replaceAll("\\D", ""))) + "/32";
  }

  private static void ip(String namespace, String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(arguments));
    Shell.run(command);
  }
}
