package io.kafkaworkflow.chaos.fault;

import io.kafkaworkflow.chaos.process.Node;
import java.time.Duration;

/** SIGKILL: nothing is flushed, no group is left, transactions stay open. */
record Kill(Node node) implements Fault {
  @Override
  public String name() {
    return "kill " + node.name();
  }

  @Override
  public void start() {
    node.kill();
  }

  @Override
  public void stop() {
    node.start();
  }

  @Override
  public Duration lengthMin() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration lengthMax() {
    return Duration.ofSeconds(10);
  }
}
