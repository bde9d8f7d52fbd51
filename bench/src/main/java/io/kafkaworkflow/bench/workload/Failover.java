package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SIGKILL of one of two engines with a standby. Threads all over the partitions get an event every few milliseconds; measured is the
 * time from the kill until each of them has a later event applied, as a {@code read_committed} reader sees it.
 *
 * @param kills each of another engine that is then started again
 */
public record Failover(int kills) implements Workload {
  private static final int PARTITIONS = 8;
  private static final int THREADS = 64;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  /** Between the kill and the next, at least: the standby has caught up by then. */
  private static final Duration SETTLE = Duration.ofSeconds(10);
  /** Detection in about a second, where the broker allows it: its floor is lowered in the development broker. */
  private static final Map<String, String> TUNED = Map.of("session.timeout.ms", "1500", "heartbeat.interval.ms", "300", "transaction.timeout.ms", "2000",
      "workflow.step.time.limit.ms", "500", "num.stream.threads", "1");

  @Override
  public String name() {
    return "failover";
  }

  @Override
  public List<Row> measure(Lab lab) {
    return List.of(
        new Row("SIGKILL of one of two engines: every thread moves again (engine's defaults), median", "s", measure(lab, "defaults", Map.of()), null, "<= 10"),
        new Row("the same, tuned broker and settings, median", "s", measure(lab, "tuned", TUNED), null, "<= 5"));
  }

  private double measure(Lab lab, String name, Map<String, String> overrides) {
    Group group = new Group("bench-failover-" + name, PARTITIONS, overrides).create(lab);
    Path bundle = lab.workflow("loop");
    Samples outages = new Samples();
    MeasuredProcess[] engines = {lab.engine(bundle, group.settings(lab)), lab.engine(bundle, group.settings(lab))};
    try (Sender sender = Sender.prompt(lab); Arrivals changelog = new Arrivals(lab, group.changelog())) {
      for (int i = 0; i < THREADS; i++) sender.send(group.resume(), key(i), "new:{\"count\":1000000000}");
      changelog.take(THREADS, LIMIT, record -> { });
      for (int kill = 0; kill < kills; kill++) {
        pulse(group, sender, changelog, SETTLE);
        engines[kill % 2].kill();
        outages.add(outage(group, sender, changelog));
        engines[kill % 2] = lab.engine(bundle, group.settings(lab));
      }
    } finally {
      engines[0].close();
      engines[1].close();
    }
    return outages.millis(0.5) / 1e3;
  }

  private static void pulse(Group group, Sender sender, Arrivals changelog, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      for (int i = 0; i < THREADS; i++) sender.send(group.resume(), key(i), EVENT);
      changelog.poll(record -> { });
    }
  }

  private static final String EVENT = "{\"ref\":\"event\",\"value\":1}";

  /** @return nanoseconds until every thread has moved */
  private static long outage(Group group, Sender sender, Arrivals changelog) {
    long killedAtEpochMs = System.currentTimeMillis();
    long begin = System.nanoTime();
    Set<String> still = new HashSet<>();
    for (int i = 0; i < THREADS; i++) still.add(key(i));
    while (!still.isEmpty()) {
      if (System.nanoTime() - begin > LIMIT.toNanos()) throw new IllegalStateException("Expected every thread to move within " + LIMIT + ", but not " + still);
      still.forEach(key -> sender.send(group.resume(), key, EVENT));
      changelog.poll(record -> {
        if (record.timestamp() > killedAtEpochMs) still.remove(new String(record.key(), StandardCharsets.UTF_8));
      });
    }
    return System.nanoTime() - begin;
  }

  private static String key(int i) {
    return "t-" + i;
  }
}
