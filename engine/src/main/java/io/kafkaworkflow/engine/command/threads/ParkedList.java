package io.kafkaworkflow.engine.command.threads;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.CommittedRecords;
import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.protocol.ParkedThread;
import io.kafkaworkflow.start.StartException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** One line for each parked thread of all engines, out of the changelog of their stores: no engine need run. Used once. */
final class ParkedList {
  /** In memory at a time, some hundred bytes each. */
  private static final int KEYS_MAX = 20_000;

  private final ClientOptions client;
  private final int limit;
  private final OutputFormat format;
  private final PrintWriter out;
  private final PrintWriter err;

  /** What to do, by reason: one text each, that of the thread listed last. */
  private final Map<String, String> helps = new TreeMap<>();
  private int listed;
  private int unreadable;

  /** @param limit lines at most */
  ParkedList(ClientOptions client, int limit, OutputFormat format, PrintWriter out, PrintWriter err) {
    this.client = client;
    this.limit = limit;
    this.format = format;
    this.out = out;
    this.err = err;
  }

  /**
   * @return the exit code
   * @throws StartException {@code command/broker-failed}, {@code config/no-thread-store}
   */
  int write() {
    Properties settings = client.settings();
    KafkaClients clients = new KafkaClients(settings);
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      return list(consumer, ParkedThread.changelog(settings.getProperty("application.id")));
    } catch (KafkaException e) {
      throw clients.brokerFailed(e);
    }
  }

  private int list(Consumer<byte[], byte[]> consumer, String changelog) {
    CommittedRecords records = new CommittedRecords(consumer);
    List<TopicPartition> partitions = records.partitions(changelog);
    if (partitions.isEmpty()) {
      throw new StartException("config/no-thread-store", "the changelog of the parked threads does not exist", "topic " + changelog,
          "nothing was listed; the command exits with 1", "give the properties file of the engines: `application.id` is a part of the topic's name");
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    boolean isWhole = partitions.stream().allMatch(partition -> LatestValues.of(records, partition, ends.get(partition), KEYS_MAX).forEach(this::isTaken));
    out.flush();
    err.println(listed + " parked thread(s)" + (isWhole ? "" : ", there are more: raise --limit"));
    helps.forEach((reason, help) -> err.printf("  %s%n    help  %s%n    then  dead-letters redrive --reason %1$s%n", Printable.line(reason), Printable.line(help)));
    err.flush();
    return unreadable == 0 ? 0 : 1;
  }

  /** Writes a line, unless there are enough. */
  private boolean isTaken(ConsumerRecord<byte[], byte[]> record) {
    if (listed == limit) {
      return false;
    }
    ParkedThread parked;
    try {
      parked = ParkedThread.parse(new String(record.value(), UTF_8));
    } catch (IllegalArgumentException e) {
      unreadable++;
      err.println(record.topic() + "-" + record.partition() + "@" + record.offset() + ", thread " + Printable.line(record.key())
          + ": " + e.getMessage() + "; the thread is parked, why cannot be told");
      return true;
    }
    listed++;
    helps.put(parked.reason(), parked.help());
    out.println(format == OutputFormat.json ? ParkedThreadLine.json(record.key(), parked) : ParkedThreadLine.text(record.key(), parked));
    return !out.checkError(); // the reader of a pipe may have seen enough
  }
}
