package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.dev.broker.BrokerSettings;
import io.kafkaworkflow.dev.broker.DevBroker;
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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore as docs/operations.md has them: the state of a stopped application goes on under another id, and on another cluster. */
class StateCopyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ANSWER = "{\"ref\":\"answer\",\"value\":\"yes\"}";
  private static final int PARTITIONS = 2;

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void threadsGoOnUnderAnotherIdAndOnAnotherCluster() {
    String first = settings("first", BROKER.bootstrapServers());
    ChildProcess engine = engine("first", first);
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "workflow-result", "workflow-error", "workflow-dead-letter", "workflow-events")) {
      for (String thread : List.of("ended", "here", "waiting", "there", "also-there")) {
        kafka.send("workflow-resume", thread, "new:\"" + thread + "\"");
      }
      kafka.awaitCount("workflow-events", 5, PATIENCE);
      kafka.send("workflow-resume", "ended", ANSWER);
      kafka.await("workflow-result", "ended", PATIENCE);

      String second = settings("second", BROKER.bootstrapServers(), "application.id=second");
      refused(first, second, "expected a stopped application", "Stable");
      assertThat(engine.stop()).isZero();
      // nobody applies it before the copy
      kafka.send("workflow-resume", "here", ANSWER);
      assertThat(copy(first, second).ended(0)).contains("kafka-workflow-workflow-threads-changelog -> second-workflow-threads-changelog  6 records");
      refused(first, second, "has offsets");

      engine = engine("second", second);
      kafka.await("workflow-result", "here", PATIENCE);
      kafka.send("workflow-resume", "waiting", ANSWER);
      kafka.await("workflow-result", "waiting", PATIENCE);
      assertThat(engine.stop()).isZero();
      kafka.send("workflow-resume", "there", ANSWER);
      assertThat(kafka.values("workflow-result", "ended")).hasSize(1);
      assertThat(kafka.all("workflow-error")).isEmpty();
      assertThat(kafka.all("workflow-dead-letter")).isEmpty();
      onAnotherCluster(second);
    }
  }

  /** Its topic of records has another name there, so that ids of steps are never those of the old cluster. */
  private void onAnotherCluster(String second) {
    try (DevBroker other = DevBroker.start(BrokerSettings.in(directory.resolve("other")))) {
      String third = settings("third", other.bootstrapServers(), "workflow.topic.resume=workflow-resume-2");
      assertThat(copy(second, third, "-o", "json").ended(0)).contains(
          "{\"from\":\"workflow-resume\",\"to\":\"workflow-resume-2\",\"records\":1}", "{\"from\":\"workflow-bundles\",\"to\":\"workflow-bundles\",\"records\":2}");
      ChildProcess engine = engine("third", third);
      try (KafkaTester kafka = new KafkaTester(other.bootstrapServers(), "workflow-result", "workflow-dead-letter")) {
        kafka.send("workflow-resume-2", "also-there", ANSWER);
        kafka.await("workflow-result", "there", PATIENCE);
        kafka.await("workflow-result", "also-there", PATIENCE);
        assertThat(kafka.all("workflow-result")).extracting(record -> text(record.value())).containsExactlyInAnyOrder("\"old there yes\"", "\"old also-there yes\"");
        assertThat(kafka.all("workflow-dead-letter")).isEmpty();
      }
      assertThat(engine.stop()).isZero();
    }
  }

  @Test
  void timersAreCopiedWithHowFarTheyAreArmed() {
    BROKER.createTopics(PARTITIONS, "timers", "timers-resume", "timers-dead-letter");
    String[] topics = {"workflow.topic.scheduler=timers", "workflow.topic.resume=timers-resume", "workflow.topic.dead-letter=timers-dead-letter"};
    String first = Settings.file(directory.resolve("a"), BROKER.bootstrapServers(), topics);
    String[] renamed = {topics[0], topics[1], topics[2], "application.id=second-timers"};
    String second = Settings.file(directory.resolve("b"), BROKER.bootstrapServers(), renamed);
    ChildProcess scheduler = processes.start("scheduler", Installation.scheduler(first)).awaitLine("scheduler ready", PATIENCE);
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "timers-resume")) {
      kafka.send("timers", "t|{\"ref\":\"later\"}", "3600000");
      kafka.send("timers", "t|{\"ref\":\"now\"}", "1");
      kafka.await("timers-resume", "t", PATIENCE);
      assertThat(scheduler.stop()).isZero();

      assertThat(copy(first, second, "--of", "scheduler").ended(0)).hasSize(2);
      Map<String, String> before = latest("kafka-workflow-scheduler-timer-due-times-changelog");
      assertThat(before).containsOnlyKeys("t|{\"ref\":\"later\"}");
      assertThat(latest("second-timers-timer-due-times-changelog")).isEqualTo(before);

      // cancelling what was never armed writes nothing
      scheduler = processes.start("second", Installation.scheduler(second)).awaitLine("scheduler ready", PATIENCE);
      kafka.send("timers", "t|{\"ref\":\"later\"}", "0");
      Awaitility.await("the timer to be cancelled").atMost(PATIENCE).until(() -> latest("second-timers-timer-due-times-changelog").isEmpty());
      assertThat(scheduler.stop()).isZero();
      assertThat(kafka.all("timers-resume")).hasSize(1);
    }
  }

  /** What the changelog says now, by key. */
  private static Map<String, String> latest(String changelog) {
    Map<String, String> latest = new TreeMap<>();
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), changelog)) {
      kafka.all(changelog).forEach(record -> {
        if (record.value() == null) {
          latest.remove(text(record.key()));
        } else {
          latest.put(String.valueOf(text(record.key())), HexFormat.of().formatHex(record.value()));
        }
      });
    }
    return latest;
  }

  private void refused(String from, String to, String... texts) {
    EngineCommand answer = copy(from, to);
    assertThat(answer.ended(1)).isEmpty();
    assertThat(answer.err()).startsWith("command/copy-refused: ").contains(texts);
  }

  private EngineCommand copy(String from, String to, String... more) {
    String[] all = Arrays.copyOf(new String[] {"state", "copy", "-c", from, "--to", to}, 6 + more.length);
    System.arraycopy(more, 0, all, 6, more.length);
    return EngineCommand.run(directory, all);
  }

  private String settings(String name, String bootstrapServers, String... more) {
    return Settings.file(directory.resolve(name), bootstrapServers, more);
  }

  private ChildProcess engine(String name, String settings) {
    return processes.start(name, Installation.engine("--create-topics", "--partitions", Integer.toString(PARTITIONS), Bundles.ofTest("upgrade-old").toString(), settings))
        .awaitLine("engine ready", PATIENCE);
  }
}
