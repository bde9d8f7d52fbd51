package io.kafkaworkflow.it.security;

import io.kafkaworkflow.dev.broker.BrokerSettings;
import io.kafkaworkflow.dev.broker.DevBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A broker whose clients need TLS, a password (SCRAM) and ACLs. It listens on a second port without any of that, for the broker itself
 * and for the test that plays its administrator.
 */
final class SecureBroker implements AutoCloseable {
  private final DevBroker broker;
  private final Admin admin;
  private final String address;

  SecureBroker(Path directory, Certificates certificates) {
    int[] ports = freePorts(3);
    address = "127.0.0.1:" + ports[1];
    broker = DevBroker.start(new BrokerSettings(directory, ports[0], false, overrides(ports, certificates)));
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static Map<String, String> overrides(int[] ports, Certificates certificates) {
    Map<String, String> settings = new HashMap<>();
    settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,SECURE://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(ports[0], ports[1], ports[2]));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:%d,SECURE://127.0.0.1:%d".formatted(ports[0], ports[1]));
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + ports[2]);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL");
    settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS"); // whoever comes by the ports without security
    settings.put("listener.name.secure.sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put("listener.name.secure.scram-sha-512.sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("listener.name.secure.ssl.keystore.type", "PKCS12");
    settings.put("listener.name.secure.ssl.keystore.location", certificates.keyStore().toString());
    settings.put("listener.name.secure.ssl.keystore.password", certificates.password());
    settings.put("listener.name.secure.ssl.key.password", certificates.password());
    return settings;
  }

  /** Where clients with a password connect. */
  String address() {
    return address;
  }

  /** The port without security: for topics, and for a reader that sees everything. */
  String openAddress() {
    return broker.bootstrapServers();
  }

  void createTopics(String... names) {
    createTopics(1, names);
  }

  void createTopics(int partitions, String... names) {
    done(admin.createTopics(Arrays.stream(names).map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty())).toList()).all());
  }

  void createCompactedTopic(String name) {
    done(admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty()).configs(Map.of("cleanup.policy", "compact")))).all());
  }

  /** @param value empty: what the brokers say by default */
  void set(String topic, String setting, String value) {
    AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), value.isEmpty() ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET);
    done(admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(change))).all());
  }

  void deleteTopic(String name) {
    done(admin.deleteTopics(List.of(name)).all());
  }

  void addUser(String name, String password) {
    done(admin.alterUserScramCredentials(
        List.of(new UserScramCredentialUpsertion(name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password))).all());
  }

  void grant(Collection<AclBinding> rights) {
    done(admin.createAcls(rights).all());
  }

  void withdraw(AclBinding right) {
    done(admin.deleteAcls(List.of(right.toFilter())).all());
  }

  private static void done(KafkaFuture<?> answer) {
    try {
      answer.get();
    } catch (ExecutionException e) {
      throw new AssertionError("the broker refused", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static int[] freePorts(int count) {
    int[] ports = new int[count];
    ServerSocket[] sockets = new ServerSocket[count];
    try {
      for (int i = 0; i < count; i++) {
        sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ports[i] = sockets[i].getLocalPort();
      }
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new AssertionError("no free ports", e);
    }
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
