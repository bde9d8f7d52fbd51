package io.kafkaworkflow.chaos.fault;

import io.kafkaworkflow.chaos.process.Node;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Every node of a role in turn is stopped and started, the next when the one before is ready. */
record RollingRestart(List<Node> nodes) implements Fault {
  private static final Duration READY_MAX = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "rolling restart of " + nodes.stream().map(Node::name).collect(Collectors.joining(", "));
  }

  @Override
  public void start() {
    for (Node node : nodes) {
      node.terminate();
      node.start();
      node.awaitReady(READY_MAX);
    }
  }

  @Override
  public void stop() {
    // every node is back already
  }

  @Override
  public Duration lengthMin() {
    return Duration.ofSeconds(0);
  }

  @Override
  public Duration lengthMax() {
    return Duration.ofSeconds(1);
  }
}
