package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.client.Topics;
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
 * SIGKILL of one of two engines with a standby. Threads all over the partitions get an event ten times a second; measured is the
 * time from the kill until each of them has a later event applied, as a {@code read_committed} reader sees it.
 *
 * <p>Both engines also send to the one partition of {@value #EMITTED}. The dead one's open transaction hides from a {@code read_committed} reader of
 * that partition what the living one commits behind it, until the coordinator aborts it: measured is how long after the kill nothing new is seen.
 *
 * @param kills each of another engine that is then started again
 */
public record Failover(int kills) implements Workload {
  private static final int PARTITIONS = 8;
  /** Declared by {@code emit.ts}. */
  private static final String EMITTED = "bench-emitted";
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

  /** Both from the kill, milliseconds. */
  private record Outages(Samples threads, Samples readers) {}

  @Override
  public List<Row> measure(Lab lab) {
    Topics.create(lab, EMITTED, 1);
    Outages defaults = measure(lab, "defaults", Map.of());
    Outages tuned = measure(lab, "tuned", TUNED);
    return List.of(
        new Row("SIGKILL of one of two engines: every thread moves again (engine's defaults), median", "s", seconds(defaults.threads, 0.5), null, "<= 10"),
        new Row("the same, tuned broker and settings, median", "s", seconds(tuned.threads, 0.5), null, "<= 5"),
        new Row("a reader of a partition that both write to sees nothing new (engine's defaults), longest", "s", seconds(defaults.readers, 1), null, ""),
        new Row("the same, tuned broker and settings, longest", "s", seconds(tuned.readers, 1), null, ""));
  }

  private static double seconds(Samples samples, double quantile) {
    return samples.millis(quantile) / 1e3;
  }

  private Outages measure(Lab lab, String name, Map<String, String> overrides) {
    Group group = new Group("bench-failover-" + name, PARTITIONS, overrides).create(lab);
    Path bundle = lab.workflow("emit");
    Outages outages = new Outages(new Samples(), new Samples());
    MeasuredProcess[] engines = {lab.engine(bundle, group.settings(lab)), lab.engine(bundle, group.settings(lab))};
    try (Sender sender = Sender.prompt(lab); Arrivals arrivals = new Arrivals(lab, group.changelog(), EMITTED)) {
      for (int i = 0; i < THREADS; i++) sender.send(group.resume(), key(i), "new:null");
      arrivals.take(THREADS, LIMIT, record -> { });
      for (int kill = 0; kill < kills; kill++) {
        Pulse pulse = new Pulse(group, sender);
        settle(pulse, arrivals);
        engines[kill % 2].kill();
        outage(pulse, arrivals, outages);
        engines[kill % 2] = lab.engine(bundle, group.settings(lab));
      }
    } finally {
      engines[0].close();
      engines[1].close();
    }
    return outages;
  }

  /** Events at a steady pace: what piles up while nobody processes a partition must not decide how long the others take. */
  private static final class Pulse {
    private static final long PERIOD_NANOS = 100_000_000;
    private final Group group;
    private final Sender sender;
    private long nextNanos = System.nanoTime();

    Pulse(Group group, Sender sender) {
      this.group = group;
      this.sender = sender;
    }

    /** Sends each thread an event, if it is time. */
    void beat() {
      if (System.nanoTime() - nextNanos < 0) return;
      nextNanos += PERIOD_NANOS;
      for (int i = 0; i < THREADS; i++) sender.send(group.resume(), key(i), EVENT);
    }
  }

  private static void settle(Pulse pulse, Arrivals arrivals) {
    long end = System.nanoTime() + SETTLE.toNanos();
    while (System.nanoTime() < end) {
      pulse.beat();
      arrivals.poll(record -> { });
    }
  }

  private static final String EVENT = "{\"ref\":\"event\",\"value\":1}";

  /** Adds the time until every thread has moved, and that until the reader of the shared partition saw something new. */
  private static void outage(Pulse pulse, Arrivals arrivals, Outages outages) {
    long killedAtEpochMs = System.currentTimeMillis();
    long begin = System.nanoTime();
    Set<String> still = new HashSet<>();
    for (int i = 0; i < THREADS; i++) still.add(key(i));
    long[] readersNanos = {-1};
    while (!still.isEmpty() || readersNanos[0] < 0) {
      if (System.nanoTime() - begin > LIMIT.toNanos()) throw new IllegalStateException("Expected every thread to move within " + LIMIT + ", but not " + still);
      pulse.beat();
      arrivals.poll(record -> {
        if (record.timestamp() <= killedAtEpochMs) return;
        if (!record.topic().equals(EMITTED)) {
          still.remove(new String(record.key(), StandardCharsets.UTF_8));
        } else if (readersNanos[0] < 0) {
          readersNanos[0] = System.nanoTime() - begin;
        }
      });
    }
    outages.threads.add(System.nanoTime() - begin);
    outages.readers.add(readersNanos[0]);
  }

  private static String key(int i) {
    return "t-" + i;
  }
}
