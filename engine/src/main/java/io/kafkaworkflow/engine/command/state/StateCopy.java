package io.kafkaworkflow.engine.command.state;

import io.kafkaworkflow.engine.command.CommittedRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Copies state and position of a stopped application. Committed records go from each partition to the partition of the same number, so that every thread stays
 * where its key belongs. State and position fit together because nothing moves meanwhile: both groups have no members, which is looked at first and last.
 *
 * <p>On one cluster the target's groups get the source's offsets, last of all. On another cluster offsets mean nothing: the records that are not applied yet are copied
 * and read there from the beginning. An interrupted copy is never mistaken for a whole one: a target with records is refused.
 */
final class StateCopy {
  private final Side from;
  private final Side to;
  private final java.util.function.Consumer<CopiedTopic> progress;

  /** @param progress is told of each topic when all of it is there */
  StateCopy(Side from, Side to, java.util.function.Consumer<CopiedTopic> progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /**
   * Checks everything that can be checked, then copies.
   *
   * @throws io.kafkaworkflow.start.StartException {@code command/copy-refused}: nothing was copied; {@code command/broker-failed}, {@code command/no-answer}: a part may be
   */
  void run() {
    boolean isOneCluster = from.clusterId().equals(to.clusterId());
    if (isOneCluster) {
      requireTwoApplications();
    }
    requireStopped(from);
    requireStopped(to);
    if (!to.offsets(to.applicationId()).isEmpty()) {
      throw CopyRefusals.hasRun(to);
    }
    Map<TopicPartition, OffsetAndMetadata> applied = applied();
    Map<String, String> topics = topics(isOneCluster);
    Map<String, List<TopicPartition>> source = from.partitions(topics.keySet());
    prepare(topics, source);
    copyAll(topics, source, applied);
    requireStopped(from);
    if (isOneCluster) {
      copyOffsets();
    }
  }

  private void requireTwoApplications() {
    if (from.applicationId().equals(to.applicationId())) {
      throw CopyRefusals.sameApplication(from);
    }
    if (!from.sourceTopic().equals(to.sourceTopic())) {
      throw CopyRefusals.otherSource(from.sourceTopic(), to.sourceTopic());
    }
  }

  private static void requireStopped(Side side) {
    side.groups().forEach((group, state) -> {
      if (state != GroupState.EMPTY && state != GroupState.DEAD) {
        throw CopyRefusals.running(side, group, state.toString());
      }
    });
  }

  private Map<TopicPartition, OffsetAndMetadata> applied() {
    String changelog = from.changelogs().get(0);
    if (from.partitions(List.of(changelog)).isEmpty()) {
      throw CopyRefusals.noState(from, changelog);
    }
    Map<TopicPartition, OffsetAndMetadata> applied = new HashMap<>(from.offsets(from.applicationId()));
    applied.keySet().removeIf(partition -> !partition.topic().equals(from.sourceTopic()));
    if (applied.isEmpty()) {
      throw CopyRefusals.noOffsets(from);
    }
    return applied;
  }

  /** What is copied, and what it is called at its new place. */
  private Map<String, String> topics(boolean isOneCluster) {
    Map<String, String> topics = new LinkedHashMap<>();
    put(topics, from.changelogs(), to.changelogs());
    if (!isOneCluster) {
      put(topics, List.of(from.sourceTopic()), List.of(to.sourceTopic()));
      put(topics, from.alongside(), to.alongside());
    }
    return topics;
  }

  private static void put(Map<String, String> topics, List<String> from, List<String> to) {
    for (int i = 0; i < from.size(); i++) {
      topics.put(from.get(i), to.get(i));
    }
  }

  /** Every target exists then, with as many partitions as its source, and without records. */
  private void prepare(Map<String, String> topics, Map<String, List<TopicPartition>> source) {
    Map<String, List<TopicPartition>> existing = to.partitions(topics.values());
    List<Runnable> creations = new ArrayList<>();
    source.forEach((topic, partitions) -> {
      String target = topics.get(topic);
      List<TopicPartition> found = existing.get(target);
      if (found == null) {
        creations.add(() -> to.create(target, partitions.size(), from.ownConfig(topic)));
      } else if (found.size() != partitions.size()) {
        throw CopyRefusals.partitions(topic, partitions.size(), target, found.size());
      } else if (to.ends(found).values().stream().anyMatch(end -> end > 0)) {
        throw CopyRefusals.notEmpty(to, target);
      }
    });
    creations.forEach(Runnable::run);
  }

  private void copyAll(Map<String, String> topics, Map<String, List<TopicPartition>> source, Map<TopicPartition, OffsetAndMetadata> applied) {
    try (Consumer<byte[], byte[]> consumer = from.consumer(); Producer<byte[], byte[]> sender = to.sender()) {
      CommittedRecords records = new CommittedRecords(consumer);
      topics.forEach((topic, target) -> {
        List<TopicPartition> partitions = source.getOrDefault(topic, List.of());
        Map<TopicPartition, Long> ends = from.ends(partitions);
        long copied = 0;
        for (TopicPartition partition : partitions) {
          long begin = records.begin(partition);
          if (applied.containsKey(partition)) {
            begin = Math.max(begin, applied.get(partition).offset());
          }
          copied += copy(records, partition, begin, ends.get(partition), sender, target);
        }
        progress.accept(new CopiedTopic(topic, target, copied));
      });
    } catch (KafkaException e) {
      throw from.failed(e);
    }
  }

  private long copy(CommittedRecords records, TopicPartition partition, long begin, long end, Producer<byte[], byte[]> sender, String target) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long[] copied = {0};
    records.read(partition, begin, end, record -> {
      send(sender, moved(record, target), failure);
      copied[0]++;
      return failure.get() == null;
    });
    sender.flush();
    Exception error = failure.get();
    if (error != null) {
      throw to.failed(new KafkaException(error));
    }
    return copied[0];
  }

  private void send(Producer<byte[], byte[]> sender, ProducerRecord<byte[], byte[]> record, AtomicReference<@Nullable Exception> failure) {
    try {
      sender.send(record, (metadata, error) -> failure.compareAndSet(null, error));
    } catch (KafkaException e) { // no room in its buffer, because the brokers of the target do not answer
      throw to.failed(e);
    }
  }

  private static ProducerRecord<byte[], byte[]> moved(ConsumerRecord<byte[], byte[]> record, String target) {
    return new ProducerRecord<>(target, record.partition(), record.timestamp(), record.key(), record.value(), record.headers());
  }

  /** Of the application, and of its inputs: they read the same domain topics on. */
  private void copyOffsets() {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = new HashMap<>();
    from.groups().keySet().forEach(group -> offsets.put(to.applicationId() + group.substring(from.applicationId().length()), from.offsets(group)));
    offsets.forEach(to::setOffsets);
  }
}
