package io.kafkaworkflow.http;

import java.util.List;

/** What a program offers beside health and metrics. Belongs to the server that it is given to, which closes it last. */
public interface Service extends AutoCloseable {
  List<Route> routes();

  /** Numbers of the program that are not among Kafka Streams' metrics. */
  List<Gauge> gauges();

  @Override
  void close();

  /** Nothing more. */
  static Service none() {
    return new Service() {
      @Override
      public List<Route> routes() {
        return List.of();
      }

      @Override
      public List<Gauge> gauges() {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }
}
