package io.kafkaworkflow.chaos.fault;

import io.kafkaworkflow.chaos.process.Cluster.Disks;
import io.kafkaworkflow.chaos.process.Node;
import java.time.Duration;

/** An engine loses its disk, and is started again on it: it must not go on without its state, and another must take over. The supervisor tries until there is room again. */
record FullDisk(Disks disks, Node engine) implements Fault {
  @Override
  public String name() {
    return "full disk under " + engine.name();
  }

  @Override
  public void start() {
    disks.fill(engine);
    engine.terminate();
    engine.start();
  }

  @Override
  public void stop() {
    disks.free(engine);
  }

  @Override
  public Duration lengthMin() {
    return Duration.ofSeconds(25);
  }

  @Override
  public Duration lengthMax() {
    return Duration.ofSeconds(40);
  }
}
