package io.kafkaworkflow.it.timers;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many timers, spread over a time in which schedulers are killed, started again and joined by others: none early, none lost, none
 * doubled, to a {@code read_committed} reader. {@code -Dit.timers=1000000} is the long form (docs/scheduler.md has its figures).
 */
class TimersAtScaleIT {
  private static final int TIMERS = Integer.getInteger("it.timers", 20_000);
  /** Timers due in one second; below what a scheduler can fire, so that lateness says something. */
  private static final int DUE_PER_S = Integer.getInteger("it.timers.due.per.s", 4_000);
  /** What arming manages at least, on a slow and busy machine. */
  private static final int ARMED_PER_S_MIN = Integer.getInteger("it.timers.armed.per.s.min", 2_000);
  private static final int PARTITIONS = 4;
  private static final Duration START = Duration.ofSeconds(90);

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @BeforeAll
  static void createTopics() {
    BROKER.createTopics(PARTITIONS, "workflow-scheduler", "workflow-resume", "workflow-dead-letter");
  }

  @Test
  void noTimerIsEarlyLostOrDoubledWhateverIsKilled() {
    ArmedTimers armed = new ArmedTimers("workflow-scheduler", TIMERS);
    ChildProcess first = start("scheduler-1", "one");
    Duration armingMax = Duration.ofSeconds(20 + TIMERS / ARMED_PER_S_MIN);
    long firstDue = System.currentTimeMillis() + armingMax.toMillis();
    long spreadMs = TIMERS * 1_000L / DUE_PER_S;

    long startedAt = System.nanoTime();
    armed.arm(BROKER.bootstrapServers(), 0, TIMERS / 2, firstDue, spreadMs);
    first.kill();
    ChildProcess second = start("scheduler-1-again", "one");
    armed.arm(BROKER.bootstrapServers(), TIMERS / 2, TIMERS, firstDue, spreadMs);
    awaitNothingUnread("kafka-workflow-scheduler", "workflow-scheduler", armingMax);
    long armedMs = Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
    long aheadMs = firstDue - System.currentTimeMillis();
    report("armed %d timers in %d ms, one SIGKILL and start included (%d/s), %d s before the first is due", TIMERS, armedMs, TIMERS * 1_000L / armedMs, aheadMs / 1_000);
    report("all armed: memory %s; stores %d MiB on disk", Footprint.memory(second), Footprint.diskMiB(directory.resolve("one")));

    try (FiredTimers fired = new FiredTimers(BROKER.bootstrapServers(), "workflow-resume", armed)) {
      Duration patience = Duration.ofMillis(Math.max(0, aheadMs) + spreadMs).plusSeconds(120);
      assertThat(fired.readUntil(TIMERS / 3, patience)).as("a third fired, of them %d", fired.count()).isTrue();
      ChildProcess other = launch("scheduler-2", "two"); // takes over half of the partitions
      assertThat(fired.readUntil(() -> other.hasLine("scheduler ready"), START)).as("scheduler-2 is ready").isTrue();
      assertThat(fired.readUntil(TIMERS * 2 / 3, patience)).as("two thirds fired, of them %d", fired.count()).isTrue();
      report("two schedulers: memory %s and %s", Footprint.memory(second), Footprint.memory(other));
      second.kill(); // the other one takes the rest
      assertThat(fired.readUntil(TIMERS, patience)).as("all fired, of them %d; %s", fired.count(), fired.wrong()).isTrue();
      report("one left: memory %s; stores %d MiB on disk", Footprint.memory(other), Footprint.diskMiB(directory.resolve("two")));
      assertThat(other.stop()).isZero();
      fired.readToTheEnd();

      report("fired %d at %d/s, kills and rebalances included; late, ms: %s", fired.count(), fired.rate(), fired.lateness());
      assertThat(fired.wrong()).isEmpty();
    }
  }

  /** All of them at the same millisecond: what is printed is how fast one scheduler gets through. */
  @Test
  void timersDueAtOnceFireOnce() {
    BROKER.createTopics(PARTITIONS, "burst-timers", "burst-resume");
    int count = Math.min(TIMERS, 100_000);
    ArmedTimers armed = new ArmedTimers("burst-timers", count);
    ChildProcess scheduler = start("scheduler", "burst", "application.id=burst", "workflow.topic.scheduler=burst-timers", "workflow.topic.resume=burst-resume");
    long due = System.currentTimeMillis() + 5_000 + count * 1_000L / ARMED_PER_S_MIN;
    armed.arm(BROKER.bootstrapServers(), 0, count, due, 0);
    awaitNothingUnread("burst", "burst-timers", START);
    try (FiredTimers fired = new FiredTimers(BROKER.bootstrapServers(), "burst-resume", armed)) {
      assertThat(fired.readUntil(count, Duration.ofMillis(Math.max(0, due - System.currentTimeMillis())).plusSeconds(120))).as("all fired").isTrue();
      assertThat(scheduler.stop()).isZero();
      fired.readToTheEnd();
      report("%d due at once, fired at %d/s; late, ms: %s", count, fired.rate(), fired.lateness());
      assertThat(fired.wrong()).isEmpty();
    }
  }

  private ChildProcess start(String name, String state, String... settings) {
    return launch(name, state, settings).awaitLine("scheduler ready", START);
  }

  private ChildProcess launch(String name, String state, String... settings) {
    return processes.start(name, Installation.scheduler(Settings.file(directory.resolve(state), BROKER.bootstrapServers(), settings)));
  }

  /** Until the schedulers of {@code group} have committed every record of {@code topic}. */
  private static void awaitNothingUnread(String group, String topic, Duration limit) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
      Awaitility.await("every timer is armed").atMost(limit.plusSeconds(60)).pollInterval(Duration.ofMillis(200)).until(() -> unread(admin, group, topic) == 0);
    }
  }

  private static long unread(Admin admin, String group, String topic) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> latest = new java.util.HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    long unread = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(latest).all().get().entrySet()) {
      OffsetAndMetadata offset = committed.get(end.getKey());
      unread += end.getValue().offset() - (offset == null ? 0 : offset.offset());
    }
    return unread;
  }

  private static void report(String format, Object... arguments) {
    System.out.println("timers: " + format.formatted(arguments));
  }
}
