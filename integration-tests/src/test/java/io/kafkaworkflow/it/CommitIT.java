package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The engine commits when nothing is left to apply (decision 0018): here the commit interval never passes. */
class CommitIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  /** Kafka Streams wants a transaction to outlive the interval; the broker allows no more than 15 minutes. */
  private static final List<String> NEVER = List.of("commit.interval.ms=600000", "producer.transaction.timeout.ms=700000");

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void aRecordThatComesAloneIsCommittedAtOnce() {
    BROKER.createTopics(1, "alone-resume", "alone-result");
    startEngine("alone", "workflow.topic.resume=alone-resume", "workflow.topic.result=alone-result");
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "minimal-questions", "alone-result")) {
      for (String thread : List.of("a-1", "a-2", "a-3")) {
        kafka.send("alone-resume", thread, "new:\"Ada\"");
        String question = String.valueOf(text(kafka.await("minimal-questions", thread, PATIENCE).value()));
        kafka.send("alone-resume", thread, "{\"ref\":" + question.replaceAll(".*\"ref\":(\"[^\"]*\").*", "$1") + ",\"value\":\"fine\"}");
        assertThat(text(kafka.await("alone-result", thread, PATIENCE).value())).isEqualTo("\"Ada is fine\"");
      }
    }
  }

  @Test
  void recordsThatAreThereTogetherShareTransactions() {
    int count = 2_000;
    BROKER.createTopics(1, "together-resume", "together-events");
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "together-events")) {
      for (int n = 0; n < count; n++) {
        kafka.sendLater("together-resume", ("t-" + n).getBytes(), "new:\"Ada\"".getBytes());
      }
      kafka.flush();
      startEngine("together", "workflow.topic.resume=together-resume", "workflow.topic.events=together-events");
      List<ConsumerRecord<byte[], byte[]>> started = kafka.awaitCount("together-events", count, PATIENCE);

      // each transaction ends with a marker, which takes an offset
      long transactions = started.get(count - 1).offset() + 1 - count;
      assertThat(transactions).isLessThan(count / 20);
    }
  }

  private void startEngine(String name, String... topics) {
    List<String> settings = new java.util.ArrayList<>(List.of(topics));
    settings.add("application.id=" + name);
    settings.addAll(NEVER);
    processes.start(name, Installation.engine("--create-topics", "--partitions", "1", Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory, BROKER.bootstrapServers(), settings.toArray(String[]::new)))).awaitLine("engine ready", PATIENCE);
  }
}
