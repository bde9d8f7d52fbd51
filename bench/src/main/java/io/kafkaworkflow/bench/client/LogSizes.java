package io.kafkaworkflow.bench.client;

import io.kafkaworkflow.bench.process.Lab;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/** How many bytes the broker keeps. */
public final class LogSizes {
  private LogSizes() {}

  /** Bytes of all logs whose topic fits, transaction markers included. */
  public static long bytes(Lab lab, Predicate<String> topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", lab.bootstrapServers()))) {
      var brokers = Futures.get("list the brokers", admin.describeCluster().nodes()).stream().map(node -> node.id()).toList();
      return Futures.get("read the sizes of the logs", admin.describeLogDirs(brokers).allDescriptions()).values().stream()
          .flatMap(directories -> directories.values().stream())
          .map(LogDirDescription::replicaInfos)
          .flatMap(replicas -> replicas.entrySet().stream())
          .filter(replica -> topic.test(replica.getKey().topic()))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    }
  }
}
