package io.kafkaworkflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.dev.broker.BrokerSettings;
import io.kafkaworkflow.dev.broker.DevBroker;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The scheduler's promises on a real broker, with the scheduler as a process of its own that is killed and started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulerIT {

  private static final Path LOGS = Installation.LOGS.resolve("SchedulerIT");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path directory;
  private DevBroker broker;
  private KafkaProducer<String, String> producer;
  private KafkaConsumer<String, String> consumer;
  private ChildProcess scheduler;
  private int starts;

  /** By thread id, wall-clock milliseconds. */
  private final Map<String, Long> sentAt = new HashMap<>();

  private final Map<String, Long> receivedAt = new HashMap<>();

  @BeforeAll
  void startBroker() throws Exception {
    broker = DevBroker.start(BrokerSettings.in(directory.resolve("broker")));
    Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed", "linger.ms", 0);
    producer = new KafkaProducer<>(clients, new StringSerializer(), new StringSerializer());
    consumer = new KafkaConsumer<>(clients, new StringDeserializer(), new StringDeserializer());
    missingTopicsAreNamed();
    start("--create-topics");
    consumer.assign(List.of(new TopicPartition("workflow-resume", 0), new TopicPartition("workflow-dead-letter", 0)));
  }

  private void missingTopicsAreNamed() throws Exception {
    ChildProcess refused = ChildProcess.start(Installation.scheduler(properties().toString()), Installation.ROOT, LOGS.resolve("refused.log"));
    assertThat(refused.awaitExit(START)).isEqualTo(1);
    assertThat(refused.output()).contains("config/missing-topics", "workflow-scheduler, workflow-resume, workflow-dead-letter", "--create-topics");
  }

  @BeforeEach
  void fromHereOn() throws IOException {
    if (scheduler == null) {
      start();
    }
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
  }

  @AfterEach
  void noProcessIsLeftBroken() {
    assertThat(scheduler == null ? "" : scheduler.output()).doesNotContain("ERROR");
  }

  @AfterAll
  void stop() {
    if (scheduler != null) {
      scheduler.kill();
    }
    producer.close();
    consumer.close();
    broker.close();
  }

  @Test
  void timersAreNeverEarlyAndSoonSent() throws Exception {
    warmUp();
    int count = 40;
    for (int i = 0; i < count; i++) {
      send("p-" + i + "|{\"ref\":\"p\"}", Integer.toString(200 + 37 * i));
    }
    List<Long> sentLate = new ArrayList<>();
    List<Long> lateness = new ArrayList<>();
    for (ConsumerRecord<String, String> record : receive(count)) {
      int i = Integer.parseInt(record.key().substring(2));
      long due = sentAt.get(record.key()) + 200 + 37 * i;
      assertThat(record.timestamp()).as("sent at").isGreaterThanOrEqualTo(due);
      sentLate.add(record.timestamp() - due);
      lateness.add(receivedAt.get(record.key()) - due);
    }
    sentLate.sort(null);
    lateness.sort(null);
    System.out.printf("timer lateness, ms: sent p50 %d max %d; at a read_committed consumer p50 %d max %d%n",
        sentLate.get(count / 2), sentLate.get(count - 1), lateness.get(count / 2), lateness.get(count - 1));
    assertThat(lateness.get(0)).isNotNegative();
    // 5 to 20 ms on a quiet machine, as printed; a busy one must not fail the build
    assertThat(lateness.get(count / 2)).as("median lateness, ms").isLessThan(2_000);
  }

  @Test
  void timersSurviveSigkillFireOnceAndCancelsStick() throws Exception {
    send("k-short|{\"ref\":\"a|b\"}", "1500");
    send("k-long|{\"ref\":\"x\"}", "9000");
    send("k-cancelled|{\"ref\":\"x\"}", "1500");
    send("k-moved|{\"ref\":\"x\"}", "1500");
    send("k-cancelled|{\"ref\":\"x\"}", "0");
    send("k-moved|{\"ref\":\"x\"}", "8000");
    send("k-done|{\"ref\":\"x\"}", "1");
    assertThat(keys(receive(1))).containsExactly("k-done");
    scheduler.kill();
    Thread.sleep(2_000); // the short timer's time passes while nobody is there
    start();
    assertThat(keys(receive(3))).containsExactly("k-short", "k-moved", "k-long");
    assertThat(receiveFor(Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void sigtermStopsItCleanlyAndTheNextOneGoesOn() throws Exception {
    send("s-1|{\"ref\":\"x\"}", "3000");
    send("s-2|{\"ref\":\"x\"}", "1");
    assertThat(keys(receive(1))).containsExactly("s-2");
    assertThat(scheduler.stop()).isZero();
    assertThat(scheduler.output()).contains("scheduler stopped");
    start();
    assertThat(keys(receive(1))).containsExactly("s-1");
  }

  @Test
  void whatMakesNoSenseIsADeadLetterAndThePartitionGoesOn() throws Exception {
    send("no separator", "10");
    send("d|{\"ref\":\"x\"}", "soon");
    send("d|{\"ref\":\"x\"}", "10");
    List<ConsumerRecord<String, String>> records = receive(3);
    assertThat(records.stream().filter(r -> r.topic().equals("workflow-dead-letter"))
        .map(r -> r.key() + " " + new String(r.headers().lastHeader("workflow-reason").value(), UTF_8)))
        .containsExactlyInAnyOrder("no separator timer/invalid-key", "d|{\"ref\":\"x\"} timer/invalid-delay");
    assertThat(keys(records)).contains("d");
  }

  /** The first timers of a process pay for class loading, not for the design. */
  private void warmUp() throws Exception {
    for (int i = 0; i < 200; i++) {
      send("w-" + i + "|{\"ref\":\"w\"}", "1");
    }
    receive(200);
  }

  private void send(String key, String value) throws ExecutionException, InterruptedException {
    long timestamp = producer.send(new ProducerRecord<>("workflow-scheduler", key, value)).get().timestamp();
    sentAt.put(key.substring(0, Math.max(0, key.indexOf('|'))), timestamp);
  }

  private List<ConsumerRecord<String, String>> receive(int count) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (records.size() < count) {
      assertThat(System.nanoTime()).as("%d records awaited, only %s came;%n%s", count, keys(records), scheduler.output()).isLessThan(deadline);
      records.addAll(receiveFor(Duration.ofMillis(50)));
    }
    assertThat(records).hasSize(count);
    return records;
  }

  private List<ConsumerRecord<String, String>> receiveFor(Duration time) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    for (ConsumerRecord<String, String> record : consumer.poll(time)) {
      receivedAt.put(record.key(), System.currentTimeMillis());
      records.add(record);
    }
    return records;
  }

  private static List<String> keys(List<ConsumerRecord<String, String>> records) {
    return records.stream().map(ConsumerRecord::key).collect(Collectors.toList());
  }

  private void start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(properties().toString());
    scheduler = ChildProcess.start(Installation.scheduler(arguments.toArray(String[]::new)), Installation.ROOT, LOGS.resolve("scheduler-" + ++starts + ".log"));
    scheduler.awaitLine("scheduler ready", START);
  }

  private Path properties() throws IOException {
    return Files.writeString(directory.resolve("streams.properties"),
        "bootstrap.servers=" + broker.bootstrapServers() + "\nstate.dir=" + directory.resolve("state") + "\n");
  }
}
