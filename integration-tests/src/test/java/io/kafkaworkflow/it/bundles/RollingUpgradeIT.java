package io.kafkaworkflow.it.bundles;

import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two engines are restarted one after the other with changed code: every old thread ends on the old code, every new one on the new (1-02, 1-09, 1-D9). */
class RollingUpgradeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int THREADS = 1_000;

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void everyThreadEndsOnTheCodeThatItBeganWith() throws IOException {
    Path old = inflated(Bundles.ofTest("upgrade-old"));
    Path changed = Bundles.ofTest("upgrade-new");
    ChildProcess first = engine("first-old", "1", old);
    ChildProcess second = engine("second-old", "2", old);
    try (KafkaTester kafka = new KafkaTester(
        BROKER.bootstrapServers(), "workflow-result", "workflow-error", "workflow-events", "workflow-dead-letter", "workflow-bundles")) {
      start(kafka, "old", THREADS);
      awaitEvents(kafka, "started", THREADS);

      assertThat(first.stop()).isZero();
      engine("first-new", "1", changed);
      settle(kafka, "old", 0, THREADS / 4); // both bundles are current now, each on its engine
      start(kafka, "either", 100);
      awaitEvents(kafka, "started", THREADS + 100);
      assertThat(second.stop()).isZero();
      engine("second-new", "2", changed);
      start(kafka, "new", THREADS);
      awaitEvents(kafka, "started", 2 * THREADS + 100);
      settle(kafka, "old", THREADS / 4, THREADS);
      settle(kafka, "new", 0, THREADS);
      settle(kafka, "either", 0, 100);
      Map<String, String> results = awaitResults(kafka, 2 * THREADS + 100);

      for (int i = 0; i < THREADS; i++) {
        assertThat(results).containsEntry("old-" + i, "\"old old-" + i + " yes\"").containsEntry("new-" + i, "\"new new-" + i + " yes\"");
      }
      assertThat(kafka.all("workflow-error")).isEmpty();
      assertThat(kafka.all("workflow-dead-letter")).isEmpty();
      assertThat(kafka.all("workflow-bundles").stream().map(r -> String.valueOf(text(r.key()))).filter(key -> key.startsWith("bundle/"))).hasSize(2);
      assertThat(kafka.all("workflow-bundles")).as("records of the bundle of three megabytes").hasSizeGreaterThan(4);
    }
  }

  /** The bundle with 3 MB of comment that gzip makes half of: more than one record may have. */
  private Path inflated(Path bundle) throws IOException {
    StringBuilder code = new StringBuilder(Files.readString(bundle)).append("\n//");
    Random random = new Random(1);
    for (int i = 0; i < 3_000_000; i++) {
      code.append((char) ('a' + random.nextInt(16)));
    }
    Path large = directory.resolve("index.js");
    Files.copy(bundle.resolveSibling("index.js.map"), directory.resolve("index.js.map"));
    return Files.writeString(large, code);
  }

  private ChildProcess engine(String name, String home, Path bundle) {
    return processes.start(name, Installation.engine("--create-topics", "--partitions", "4", bundle.toString(),
        Settings.file(directory.resolve(home), BROKER.bootstrapServers()))).awaitLine("engine ready", PATIENCE);
  }

  private static void start(KafkaTester kafka, String prefix, int threads) {
    for (int i = 0; i < threads; i++) {
      kafka.send("workflow-resume", prefix + "-" + i, "new:\"" + prefix + "-" + i + "\"");
    }
  }

  private static void settle(KafkaTester kafka, String prefix, int from, int to) {
    for (int i = from; i < to; i++) {
      kafka.send("workflow-resume", prefix + "-" + i, "{\"ref\":\"answer\",\"value\":\"yes\"}");
    }
  }

  private static void awaitEvents(KafkaTester kafka, String kind, int count) {
    Awaitility.await(count + " events " + kind).atMost(PATIENCE).until(() -> kafka.all("workflow-events").stream()
        .filter(r -> String.valueOf(text(r.value())).contains("\"kind\":\"" + kind + "\"")).count() == count);
  }

  private static Map<String, String> awaitResults(KafkaTester kafka, int count) {
    Awaitility.await(count + " results").atMost(PATIENCE).until(() -> kafka.all("workflow-result").size() >= count);
    Map<String, String> results = new TreeMap<>();
    List<String> twice = new ArrayList<>();
    kafka.all("workflow-result").forEach(r -> {
      String thread = Objects.requireNonNull(text(r.key()));
      if (results.put(thread, Objects.requireNonNull(text(r.value()))) != null) {
        twice.add(thread);
      }
    });
    assertThat(twice).isEmpty();
    return results;
  }
}
