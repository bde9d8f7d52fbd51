package io.kafkaworkflow.chaos.fault;

import io.kafkaworkflow.chaos.process.Cluster;
import io.kafkaworkflow.chaos.process.Node;
import io.kafkaworkflow.chaos.process.Role;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Deals the faults of a run in an order that the seed decides: all kinds, then all kinds again, each time in another order and on other nodes. */
public final class FaultDeck {
  private static final String NEEDED = "needs processes of this machine, root or user namespaces, and the programs unshare, ip and mount";

  private final Cluster cluster;
  private final Predicate<String> isWanted;
  private final Random random;
  private final Deque<Fault> deck = new ArrayDeque<>();

  /** @param isWanted whether a fault of that name is dealt */
  public FaultDeck(Cluster cluster, long seed, Predicate<String> isWanted) {
    this.cluster = cluster;
    this.isWanted = isWanted;
    this.random = new Random(seed);
  }

  /** The next fault. @throws IllegalStateException none is wanted */
  public Fault next() {
    if (deck.isEmpty()) {
      List<Fault> all = new ArrayList<>(allKinds().stream().filter(fault -> isWanted.test(fault.name())).toList());
      if (all.isEmpty()) throw new IllegalStateException("no fault of this machine is wanted");
      Collections.shuffle(all, random);
      deck.addAll(all);
    }
    return deck.removeFirst();
  }

  /** How long the fault lasts. */
  public Duration length(Fault fault) {
    return between(fault.lengthMin(), fault.lengthMax());
  }

  /** How long nothing is broken before the next one. */
  public Duration gap() {
    return between(Duration.ofSeconds(2), Duration.ofSeconds(8));
  }

  /** Faults that this machine cannot do, and why; for a loud message. */
  public List<String> impossible() {
    List<String> impossible = new ArrayList<>();
    if (cluster.links().isEmpty()) impossible.add("cut an engine from a broker: " + NEEDED);
    if (cluster.disks().isEmpty()) impossible.add("full disk under an engine: " + NEEDED);
    return impossible;
  }

  private List<Fault> allKinds() {
    List<Fault> all = new ArrayList<>();
    // engines twice: they are what is attacked
    for (int n = 0; n < 2; n++) {
      all.add(new Kill(any(Role.ENGINE)));
    }
    all.add(new Terminate(any(Role.ENGINE)));
    all.add(new Pause(any(Role.ENGINE)));
    all.add(new Kill(any(Role.SCHEDULER)));
    all.add(new Terminate(any(Role.SCHEDULER)));
    all.add(new Pause(any(Role.SCHEDULER)));
    all.add(new Kill(any(Role.BROKER)));
    all.add(new Terminate(any(Role.BROKER)));
    all.add(new Pause(any(Role.BROKER)));
    all.add(new RollingRestart(cluster.nodes(Role.ENGINE)));
    all.add(new RollingUpgrade(cluster));
    Node engine = any(Role.ENGINE);
    Node broker = any(Role.BROKER);
    cluster.links().ifPresent(links -> all.add(new Cut(links, engine, broker)));
    cluster.disks().ifPresent(disks -> all.add(new FullDisk(disks, engine)));
    return all;
  }

  private Node any(Role role) {
    List<Node> nodes = cluster.nodes(role);
    return nodes.get(random.nextInt(nodes.size()));
  }

  private Duration between(Duration min, Duration max) {
    return min.plusMillis((long) (random.nextDouble() * max.minus(min).toMillis()));
  }
}
