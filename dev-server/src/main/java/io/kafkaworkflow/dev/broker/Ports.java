package io.kafkaworkflow.dev.broker;

import io.kafkaworkflow.dev.failure.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Two ports on 127.0.0.1, for clients and for the controller. Kafka must know the controller's port before it binds it, so both are
 * tried here first; another program may still take one in between, and the broker then fails to start.
 */
record Ports(int client, int controller) {
  /** @param wanted the port for clients, or 0 for any free one */
  static Ports reserve(int wanted) {
    try (ServerSocket client = bind(wanted); ServerSocket controller = bind(0)) {
      return new Ports(client.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release a port", e);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // A broker that was just stopped leaves connections in TIME_WAIT; they must not keep its port from the next one.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw Failures.portInUse(port);
    }
  }
}
