package io.kafkaworkflow.engine.command.state;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.CommittedRecords;
import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.StartException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/** One end of a copy: an application on a cluster. Failures of the brokers are {@code command/broker-failed} with this end's address. */
final class Side implements AutoCloseable {
  /** Between an engine's application id and the topic of an input; the names of consumer groups never change. */
  private static final String INPUT_INFIX = "-input-";

  private final StateOf of;
  private final Properties settings;
  private final KafkaClients clients;
  private final Admin admin;

  Side(StateOf of, Properties settings) {
    this.of = of;
    this.settings = settings;
    this.clients = new KafkaClients(settings);
    this.admin = clients.admin();
  }

  String applicationId() {
    return settings.getProperty("application.id");
  }

  String address() {
    return settings.getProperty("bootstrap.servers");
  }

  List<String> changelogs() {
    return of.changelogs(applicationId());
  }

  String sourceTopic() {
    return ClientOptions.topic(settings, of.source);
  }

  /** What another cluster needs beside changelogs and source topic. */
  List<String> alongside() {
    return of.alongside.stream().map((WorkflowTopic topic) -> ClientOptions.topic(settings, topic)).toList();
  }

  Consumer<byte[], byte[]> consumer() {
    return clients.consumer();
  }

  Producer<byte[], byte[]> sender() {
    return clients.sender();
  }

  String clusterId() {
    return ask(admin.describeCluster().clusterId());
  }

  /** The group of the application and those of its inputs, with what the brokers say of their members. */
  Map<String, GroupState> groups() {
    Map<String, GroupState> found = new TreeMap<>();
    for (GroupListing group : ask(admin.listGroups().all())) {
      if (group.groupId().equals(applicationId()) || group.groupId().startsWith(applicationId() + INPUT_INFIX)) {
        found.put(group.groupId(), group.groupState().orElse(GroupState.UNKNOWN));
      }
    }
    return found;
  }

  /** The partitions of those of the topics that exist. */
  Map<String, List<TopicPartition>> partitions(Collection<String> topics) {
    Map<String, List<TopicPartition>> found = new HashMap<>();
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      CommittedRecords records = new CommittedRecords(consumer);
      for (String topic : topics) {
        List<TopicPartition> partitions = records.partitions(topic);
        if (!partitions.isEmpty()) {
          found.put(topic, partitions);
        }
      }
    } catch (KafkaException e) {
      throw clients.brokerFailed(e);
    }
    return found;
  }

  /** Offsets behind the last record of each partition; 0 where nothing was ever written. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return clients.writtenEnds(partitions);
  }

  /** The settings of the topic that were made for it alone. */
  Map<String, String> ownConfig(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> own = new HashMap<>();
    for (ConfigEntry entry : ask(admin.describeConfigs(List.of(resource)).all()).get(resource).entries()) {
      if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
        own.put(entry.name(), entry.value());
      }
    }
    return own;
  }

  void create(String topic, int partitions, Map<String, String> config) {
    ask(admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config))).all());
  }

  /** How far the group has come, with the notes of Kafka Streams; partitions of which it has read nothing are absent, all of them when there is no such group. */
  Map<TopicPartition, OffsetAndMetadata> offsets(String group) {
    if (!groups().containsKey(group)) {
      return Map.of();
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(ask(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
    offsets.values().removeIf(Objects::isNull);
    return offsets;
  }

  void setOffsets(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
    ask(admin.alterConsumerGroupOffsets(group, offsets).all());
  }

  /** {@code command/broker-failed}, to be thrown. */
  StartException failed(KafkaException e) {
    return clients.brokerFailed(e);
  }

  private <T> T ask(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw clients.brokerFailed(new KafkaException(e.getCause()));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    admin.close(KafkaClients.CLOSE_TIMEOUT);
  }
}
