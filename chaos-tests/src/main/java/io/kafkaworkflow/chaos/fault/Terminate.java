package io.kafkaworkflow.chaos.fault;

import io.kafkaworkflow.chaos.process.Node;
import java.time.Duration;

/** SIGTERM: an orderly stop. */
record Terminate(Node node) implements Fault {
  @Override
  public String name() {
    return "terminate " + node.name();
  }

  @Override
  public void start() {
    node.terminate();
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
