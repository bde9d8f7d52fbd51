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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Messages that come before their refs are awaited, while engines come, share the work and are killed (1-06, 1-09, 1-10). */
class MailboxIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String IN = "workflow-resume";
  private static final String OUT = "mailbox-out";
  private static final String DEAD = "workflow-dead-letter";
  private static final int PARTITIONS = 2;
  private static final int THREADS = 20;
  private static final int ITEMS = 10;

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;
  private KafkaTester kafka;

  @BeforeAll
  static void createTopics() {
    BROKER.createTopics(PARTITIONS, IN, "workflow-result", "workflow-error", DEAD, "workflow-events", "workflow-scheduler", OUT);
  }

  @BeforeEach
  void openClients() {
    kafka = new KafkaTester(BROKER.bootstrapServers(), DEAD, OUT, "workflow-result", "workflow-error");
  }

  @AfterEach
  void closeClients() {
    kafka.close();
  }

  @Test
  void earlyMessagesOutliveTheEngineThatKeptThemAndAreReadOnceInOrder() {
    ChildProcess first = startEngine("engine-1").awaitLine("engine ready", START);
    List<String> threads = IntStream.range(0, THREADS).mapToObj(i -> "reader-" + i).toList();
    threads.forEach(thread -> kafka.send(IN, thread, "new:{\"items\":" + ITEMS + "}"));
    sendItems(threads, 0, ITEMS / 2);
    awaitThatAllIsCommitted();

    startEngine("engine-2").awaitLine("engine ready", START);
    Map<String, Long> oneTooMany = sendItems(threads, ITEMS / 2, ITEMS + 1); // in the middle of the rebalance
    first.kill();
    threads.forEach(thread -> kafka.send(IN, thread, "{\"ref\":\"go\"}"));

    String all = IntStream.range(0, ITEMS).mapToObj(Integer::toString).toList().toString().replace(" ", "");
    for (String thread : threads) {
      assertThat(text(kafka.await("workflow-result", thread, PATIENCE).value())).as(thread).isEqualTo(all);
    }
    awaitThatAllIsCommitted();
    for (String thread : threads) {
      List<ConsumerRecord<byte[], byte[]>> read = kafka.all(OUT).stream().filter(r -> thread.equals(text(r.key()))).toList();
      assertThat(read).as("what %s sent", thread).extracting(r -> text(r.value()))
          .containsExactlyElementsOf(IntStream.range(0, ITEMS).mapToObj(Integer::toString).toList());
      assertThat(read).as("step ids: those of the messages").extracting(r -> header(r, "workflow-step-id")).doesNotHaveDuplicates();
      assertThat(kafka.values("workflow-result", thread)).hasSize(1);
      assertThat(kafka.all(DEAD).stream().filter(r -> thread.equals(text(r.key())))).as("dead letters of %s", thread).singleElement().satisfies(letter -> {
        assertThat(header(letter, "workflow-reason")).isEqualTo("protocol/mail-unread");
        assertThat(text(letter.value())).isEqualTo(item(ITEMS));
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo(Long.toString(oneTooMany.get(thread)));
      });
    }
    assertThat(kafka.all("workflow-error")).isEmpty();
    assertThat(kafka.all(DEAD)).hasSize(THREADS);
  }

  /** Sends the items from {@code from} to before {@code to} to each thread in turn; returns the offset of each thread's last. */
  private Map<String, Long> sendItems(List<String> threads, int from, int to) {
    Map<String, Long> last = new HashMap<>();
    for (int i = from; i < to; i++) {
      for (String thread : threads) {
        last.put(thread, kafka.send(IN, thread, item(i)).offset());
      }
    }
    return last;
  }

  private static String item(int number) {
    return "{\"ref\":\"item\",\"value\":" + number + "}";
  }

  /** A thread of each partition that ends at once proves that all records before it were applied and committed. */
  private void awaitThatAllIsCommitted() {
    Set<Integer> partitions = new HashSet<>();
    for (int i = 0; partitions.size() < PARTITIONS; i++) {
      String id = "at-once-" + System.nanoTime() + "-" + i;
      RecordMetadata sent = kafka.send(IN, id, "new:{\"items\":0}");
      partitions.add(sent.partition());
      kafka.await("workflow-result", id, PATIENCE);
    }
  }

  private ChildProcess startEngine(String name) {
    return processes.start(name, Installation.engine(
        Bundles.ofTest("mailbox").toString(), Settings.file(directory.resolve(name), BROKER.bootstrapServers()), "--create-topics"));
  }
}
