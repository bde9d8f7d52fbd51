package io.kafkaworkflow.chaos.process;

import java.util.List;
import java.util.Optional;

/**
 * The system under attack: three brokers, two engines and a scheduler. {@link LocalCluster} runs them as processes of this machine,
 * {@link ComposeCluster} as containers.
 *
 * <p>What a form of it cannot do is empty, and the faults that need it are left out loudly.
 */
public interface Cluster extends AutoCloseable {
  /** For clients on this side. */
  String bootstrapServers();

  /** All nodes of a role, in the order of their names. */
  List<Node> nodes(Role role);

  /** Starts engines and scheduler, which make the topics, and returns when they are ready. */
  void startEngines();

  /** Engines that start from now on run the other one of the two bundles; those that run go on as they are. */
  void deployOtherBundle();

  /** How often a node of a role ended although nobody ended it. */
  int unexpectedEnds(Role role);

  /** Cutting the network between an engine and a broker; empty where the machine does not allow it. */
  Optional<Links> links();

  /** Filling the disk that an engine keeps its state on; empty where the machine does not allow it. */
  Optional<Disks> disks();

  /** Ends everything. */
  @Override
  void close();

  /** Network links between engines and brokers. */
  interface Links {
    /** Nothing passes between the two any more; neither is told. */
    void cut(Node engine, Node broker);

    void heal(Node engine, Node broker);
  }

  /** Disks of engines. */
  interface Disks {
    /** Not a byte is left. */
    void fill(Node engine);

    void free(Node engine);
  }
}
