package io.kafkaworkflow.bench.client;

import io.kafkaworkflow.bench.process.Lab;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics that belong to no {@link Group}. */
public final class Topics {
  private Topics() {}

  /** Creates one topic. */
  public static void create(Lab lab, String name, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", lab.bootstrapServers()))) {
      Futures.get("create " + name, admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
    }
  }
}
