package io.kafkaworkflow.it.bundles;

import static io.kafkaworkflow.it.kafka.KafkaTester.header;
import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.EngineCommand;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bundle that is lost parks its threads and no others, visibly; once it is published again and the dead letters are sent again, they end as if nothing had
 * been. Every command is run as a person gives it.
 */
class LostBundleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int THREADS = 5;
  private static final String PASSWORD = "store-secret-4811";
  private static final String ANSWER = "{\"ref\":\"answer\",\"value\":\"yes\"}";

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;
  private final Path old = Bundles.ofTest("upgrade-old");
  private final Path changed = Bundles.ofTest("upgrade-new");
  private String settings = "";

  @Test
  void itsThreadsAreParkedAloneAndEndAfterTheRepair() {
    settings = Settings.file(directory.resolve("engine"), BROKER.bootstrapServers(), "workflow.bundle.wait.ms=200", "ssl.truststore.password=" + PASSWORD);
    ChildProcess first = engine("old", old);
    try (KafkaTester kafka = new KafkaTester(
        BROKER.bootstrapServers(), "workflow-result", "workflow-error", "workflow-events", "workflow-dead-letter", "workflow-bundles")) {
      start(kafka, "old");
      awaitEvents(kafka, "started", THREADS);
      assertThat(command("threads", "list", "--parked").ended(0)).isEmpty();
      assertThat(first.stop()).isZero();
      lose(kafka);

      ChildProcess second = engine("changed", changed);
      start(kafka, "new");
      settle(kafka, "old");
      settle(kafka, "new");
      kafka.awaitCount("workflow-result", THREADS, PATIENCE);
      kafka.awaitCount("workflow-dead-letter", THREADS, PATIENCE);
      awaitEvents(kafka, "parked", THREADS);
      assertThat(kafka.all("workflow-result")).extracting(r -> text(r.value())).allMatch(result -> result.startsWith("\"new "));
      assertThat(kafka.all("workflow-dead-letter")).allSatisfy(letter -> {
        assertThat(text(letter.key())).startsWith("old-");
        assertThat(text(letter.value())).isEqualTo(ANSWER);
        assertThat(header(letter, "workflow-reason")).isEqualTo("step/unknown-bundle");
      });
      theyAreListed();

      String id = command("bundles", "publish", old.toString()).ended(0).get(0);
      assertThat(kafka.all("workflow-events")).filteredOn(e -> text(e.value()).contains("\"kind\":\"parked\"")).allMatch(e -> text(e.value()).contains(id));
      assertThat(command("dead-letters", "redrive", "--reason", "step/unknown-bundle").ended(0)).hasSize(THREADS);
      kafka.awaitCount("workflow-result", 2 * THREADS, PATIENCE);
      for (int i = 0; i < THREADS; i++) {
        String thread = "old-" + i;
        assertThat(kafka.values("workflow-result", thread)).containsExactly("\"old " + thread + " yes\"");
        Awaitility.await("events of " + thread).atMost(PATIENCE).until(() -> kinds(kafka, thread), List.of("started", "parked", "unparked", "completed")::equals);
        assertThat(kinds(kafka, "new-" + i)).containsExactly("started", "completed");
      }
      assertThat(kafka.all("workflow-error")).isEmpty();
      assertThat(command("threads", "list", "--parked").ended(0)).isEmpty();
      assertThat(second.stop()).isZero();
    }
  }

  private void theyAreListed() {
    EngineCommand text = command("threads", "list", "--parked");
    assertThat(text.ended(0)).hasSize(THREADS).allSatisfy(line -> assertThat(line).matches("old-\\d  step/unknown-bundle  since 20\\S+Z  bundle [0-9a-f]{64}  the thread was started on .*"));
    assertThat(text.err()).contains(THREADS + " parked thread(s)", "help  publish its file again", "dead-letters redrive --reason step/unknown-bundle");

    assertThat(command("threads", "list", "--parked", "-o", "json", "--limit", "2")).satisfies(json -> {
      assertThat(json.ended(0)).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("{\"thread\":\"old-")
          .contains("\"reason\":\"step/unknown-bundle\"", "\"bundle\":\"", "\"step\":\"workflow-resume-", "\"sinceEpochMs\":", "\"message\":\"", "\"help\":\"publish its file again"));
      assertThat(json.err()).contains("there are more: raise --limit");
    });
    EngineCommand misspelt = EngineCommand.run(directory, "threads", "list", "--parked", "-b", BROKER.bootstrapServers(), "-c",
        Settings.file(directory.resolve("misspelt"), BROKER.bootstrapServers(), "application.id=misspelt"));
    assertThat(misspelt.ended(1)).isEmpty();
    assertThat(misspelt.err()).startsWith("config/no-thread-store: ").contains("misspelt-workflow-parked-threads-changelog");
  }

  /** As an operator may do by mistake: every record of the topic is removed. */
  private static void lose(KafkaTester kafka) {
    List<ConsumerRecord<byte[], byte[]>> records = kafka.all("workflow-bundles");
    assertThat(records).hasSizeGreaterThan(1);
    records.forEach(record -> kafka.sendBytes("workflow-bundles", record.key(), null));
  }

  private ChildProcess engine(String name, Path bundle) {
    return processes.start(name, Installation.engine("--create-topics", "--partitions", "2", bundle.toString(), settings)).awaitLine("engine ready", PATIENCE);
  }

  /** With the settings of the engine; what it writes has no secret. */
  private EngineCommand command(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "-c";
    all[arguments.length + 1] = settings;
    EngineCommand answer = EngineCommand.run(directory, all);
    assertThat(answer.out() + answer.err()).doesNotContain(PASSWORD);
    return answer;
  }

  private static void start(KafkaTester kafka, String prefix) {
    for (int i = 0; i < THREADS; i++) {
      kafka.send("workflow-resume", prefix + "-" + i, "new:\"" + prefix + "-" + i + "\"");
    }
  }

  private static void settle(KafkaTester kafka, String prefix) {
    for (int i = 0; i < THREADS; i++) {
      kafka.sendBytes("workflow-resume", (prefix + "-" + i).getBytes(UTF_8), ANSWER.getBytes(UTF_8));
    }
  }

  private static void awaitEvents(KafkaTester kafka, String kind, int count) {
    Awaitility.await(count + " events " + kind).atMost(PATIENCE).until(() -> kafka.all("workflow-events").stream()
        .filter(r -> Objects.requireNonNull(text(r.value())).contains("\"kind\":\"" + kind + "\"")).count() == count);
  }

  private static List<String> kinds(KafkaTester kafka, String thread) {
    return kafka.values("workflow-events", thread).stream().map(json -> json.replaceAll("\\{\"kind\":\"([a-z]+)\".*", "$1")).toList();
  }
}
