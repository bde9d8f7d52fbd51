package io.kafkaworkflow.chaos.process;

import java.util.List;
import java.util.Optional;

/** Where brokers listen, and what stands between them and the other processes. */
interface Network {
  /** The address that broker {@code number} (from 1) listens on; clients use it too. */
  String brokerHost(int number);

  /** The command that runs {@code command} where the node lives. */
  List<String> inside(String node, List<String> command);

  /** Cutting links; empty when all is one loopback interface. */
  Optional<Cluster.Links> links();

  /** All on 127.0.0.1: needs no privilege, and has nothing to cut. */
  static Network loopback() {
    return new Network() {
      @Override
      public String brokerHost(int number) {
        return "127.0.0.1";
      }

      @Override
      public List<String> inside(String node, List<String> command) {
        return command;
      }

      @Override
      public Optional<Cluster.Links> links() {
        return Optional.empty();
      }
    };
  }
}
