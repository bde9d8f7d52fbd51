package io.kafkaworkflow.chaos.fault;

import io.kafkaworkflow.chaos.process.Cluster;
import io.kafkaworkflow.chaos.process.Role;
import java.time.Duration;

/** Every engine in turn is stopped and started with the other bundle: threads that wait must go on with the code that they began with. */
record RollingUpgrade(Cluster cluster) implements Fault {
  @Override
  public String name() {
    return "rolling upgrade to the other bundle";
  }

  @Override
  public void start() {
    cluster.deployOtherBundle();
    new RollingRestart(cluster.nodes(Role.ENGINE)).start();
  }

  @Override
  public void stop() {
    // every engine is back already
  }

  @Override
  public Duration lengthMin() {
    return Duration.ZERO;
  }

  @Override
  public Duration lengthMax() {
    return Duration.ofSeconds(1);
  }
}
