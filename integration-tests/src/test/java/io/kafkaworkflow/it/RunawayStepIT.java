package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.header;
import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A step that GraalJS cannot interrupt costs one halt of the engine and its own record; the test is the supervisor that starts the engine again
 * (1-D2, 1-D4). The operation would go on for years, so nothing but the halt can have ended it.
 */
class RunawayStepIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String IN = "workflow-resume";
  private static final String DEAD = "workflow-dead-letter";
  private static final String OUT = "attacked-out";
  private static final String START = "{\"ref\":\"r\"}";
  private static final List<String> THREADS = IntStream.range(0, 10).mapToObj(n -> "t-" + n).toList();

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void thePartitionGoesOnWithoutThatRecord() {
    BROKER.createTopics(2, IN, "workflow-result", "workflow-error", DEAD, "workflow-events", "workflow-scheduler", OUT, "not-in-the-manifest");
    BROKER.createCompactedTopic("workflow-bundles");
    ChildProcess first = startEngine("engine-1");
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), DEAD, OUT, "workflow-result", "workflow-error", "workflow-events")) {
      Set<Integer> partitions = new HashSet<>();
      THREADS.forEach(thread -> partitions.add(kafka.send(IN, thread, "new:" + START).partition()));
      assertThat(partitions).as("threads beside the one that is attacked").hasSize(2);
      kafka.awaitCount(OUT, THREADS.size(), PATIENCE);

      RecordMetadata poison = kafka.send(IN, "t-0", settle("\"uninterruptible\""));
      THREADS.forEach(thread -> kafka.send(IN, thread, settle("\"good\"")));
      THREADS.forEach(thread -> kafka.send(IN, thread, settle("null")));

      assertThat(first.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(first.output()).contains("step/not-interruptible: step " + IN + "-" + poison.partition() + "-" + poison.offset() + " went on");
      ChildProcess second = startEngine("engine-2");
      kafka.awaitCount("workflow-result", THREADS.size(), PATIENCE);

      for (String thread : THREADS) {
        assertThat(kafka.values("workflow-result", thread)).as(thread).containsExactly("[" + START + ",\"good\"]");
        assertThat(kafka.values(OUT, thread)).as(thread).containsExactly("[" + START + "]", "[" + START + ",\"good\"]");
      }
      List<ConsumerRecord<byte[], byte[]>> letters = kafka.all(DEAD);
      assertThat(letters).hasSize(1);
      assertThat(text(letters.get(0).key())).isEqualTo("t-0");
      assertThat(text(letters.get(0).value())).isEqualTo(settle("\"uninterruptible\""));
      assertThat(header(letters.get(0), "workflow-reason")).isEqualTo("step/not-interruptible");
      assertThat(header(letters.get(0), "__streams.errors.offset")).isEqualTo(Long.toString(poison.offset()));
      assertThat(kafka.all("workflow-error")).isEmpty();
      assertThat(second.isAlive()).isTrue();
    }
  }

  private ChildProcess startEngine(String name) {
    String settings = Settings.file(directory, BROKER.bootstrapServers(), "workflow.step.time.limit.ms=500", "workflow.step.halt.after.ms=500");
    return processes.start(name, Installation.engine(Bundles.ofTest("attacked").toString(), settings)).awaitLine("engine ready", PATIENCE);
  }

  private static String settle(String valueJson) {
    return "{\"ref\":\"r\",\"value\":" + valueJson + "}";
  }
}
