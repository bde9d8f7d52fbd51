package io.kafkaworkflow.engine.query;

/** Where an engine is reached: its {@code application.server}. */
public record EngineAddress(String host, int port) {

  /** {@code host:port}. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
