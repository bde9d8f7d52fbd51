package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.header;
import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Domain topics as inputs, on a real broker, with engines killed under load. */
class InputsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ORDERS = 300;
  private static final int MALFORMED = 10;
  private static final String[] TOPICS = {"orders", "payments", "invoices", "workflow-resume", "workflow-result", "workflow-error", "workflow-dead-letter",
      "workflow-events", "workflow-scheduler"};

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @BeforeAll
  static void createTopics() {
    BROKER.createTopics(3, TOPICS);
    BROKER.createCompactedTopic("workflow-bundles");
  }

  @Test
  void everyOrderIsOneThreadAndEveryMalformedRecordOneDeadLetterThoughEnginesAreKilled_1_D4_4_07() {
    ChildProcess engine = startEngine("engine-1", Bundles.ofTest("inputs"));
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), TOPICS)) {
      sendOrders(kafka);
      kafka.awaitCount("invoices", ORDERS / 4, PATIENCE);
      engine.kill();
      engine = startEngine("engine-2", Bundles.ofTest("inputs"));
      kafka.awaitCount("invoices", ORDERS, PATIENCE);
      sendPayments(kafka);
      kafka.awaitCount("workflow-result", ORDERS / 4, PATIENCE);
      engine.kill();
      startEngine("engine-3", Bundles.ofTest("inputs"));
      kafka.awaitCount("workflow-result", ORDERS, PATIENCE);
      kafka.awaitCount("workflow-dead-letter", 2 * MALFORMED, PATIENCE);

      assertThat(kafka.all("invoices")).hasSize(ORDERS);
      assertThat(kafka.all("workflow-result")).extracting(result -> text(result.value())).containsExactlyInAnyOrderElementsOf(
          IntStream.range(0, ORDERS).mapToObj(i -> "{\"id\":\"o-" + i + "\",\"open\":" + (i - 1) + "}").toList());
      assertThat(kafka.all("workflow-error")).isEmpty();
      assertDeadLetters(kafka.all("workflow-dead-letter"));
    }
  }

  private static void sendOrders(KafkaTester kafka) {
    for (int i = 0; i < ORDERS; i++) {
      kafka.sendLater("orders", ("customer-" + i).getBytes(UTF_8), order(i).getBytes(UTF_8));
      if (i % (ORDERS / MALFORMED) == 0) {
        kafka.sendLater("orders", ("customer-" + i).getBytes(UTF_8), ("{broken " + i).getBytes(UTF_8));
      }
    }
    kafka.flush();
  }

  private static void sendPayments(KafkaTester kafka) {
    for (int i = 0; i < ORDERS; i++) {
      kafka.sendLater("payments", ("o-" + i).getBytes(UTF_8), "1".getBytes(UTF_8));
      if (i % (ORDERS / MALFORMED) == 0) {
        kafka.sendLater("payments", null, ("1 for nobody, " + i).getBytes(UTF_8));
      }
    }
    kafka.flush();
  }

  private static String order(int number) {
    return "{\"id\":\"o-" + number + "\",\"total\":" + number + "}";
  }

  private static void assertDeadLetters(List<ConsumerRecord<byte[], byte[]>> letters) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < ORDERS; i += ORDERS / MALFORMED) {
      expected.add("orders input/failed {broken " + i);
      expected.add("payments input/bad-result 1 for nobody, " + i);
    }
    assertThat(letters).extracting(letter -> header(letter, "__streams.errors.topic") + " " + header(letter, "workflow-reason") + " " + text(letter.value()))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(letters).filteredOn(letter -> "input/failed".equals(header(letter, "workflow-reason")))
        .allSatisfy(letter -> assertThat(header(letter, "workflow-error-message")).contains("\n    at orders (").contains("inputs.ts:12:"));
  }

  private ChildProcess startEngine(String name, Path bundle) {
    return processes.start(name, Installation.engine(bundle.toString(),
        Settings.file(directory.resolve(name), BROKER.bootstrapServers(), "num.standby.replicas=0")));
  }
}
