package io.kafkaworkflow.chaos.fault;

import io.kafkaworkflow.chaos.process.Node;
import java.time.Duration;

/** SIGSTOP for longer than session and transaction timeouts, then SIGCONT: the process goes on as if it still owned what others own by now. */
record Pause(Node node) implements Fault {
  @Override
  public String name() {
    return "pause " + node.name();
  }

  @Override
  public void start() {
    node.pause();
  }

  @Override
  public void stop() {
    node.unpause();
  }

  @Override
  public Duration lengthMin() {
    return Duration.ofSeconds(8);
  }

  @Override
  public Duration lengthMax() {
    return Duration.ofSeconds(20);
  }
}
