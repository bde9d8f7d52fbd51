package io.kafkaworkflow.chaos.fault;

import io.kafkaworkflow.chaos.process.Cluster.Links;
import io.kafkaworkflow.chaos.process.Node;
import java.time.Duration;

/** No packet passes between an engine and one broker; the other brokers and the other engine are reached as before. */
record Cut(Links links, Node engine, Node broker) implements Fault {
  @Override
  public String name() {
    return "cut " + engine.name() + " from " + broker.name();
  }

  @Override
  public void start() {
    links.cut(engine, broker);
  }

  @Override
  public void stop() {
    links.heal(engine, broker);
  }

  @Override
  public Duration lengthMin() {
    return Duration.ofSeconds(8);
  }

  @Override
  public Duration lengthMax() {
    return Duration.ofSeconds(25);
  }
}
