package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * The scheduler alone: how many timers of one moment it fires in a second, and how late timers are that come due one after the other. No
 * engine runs; the records that would resume threads are read off the topic, {@code read_committed}.
 *
 * @param timers that are all due at the same moment; a tenth of them come due spread over {@value #SPREAD_MS} ms
 */
public record TimersFired(int timers) implements Workload {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int PARTITIONS = 4;
  private static final int SPREAD_MS = 10_000;
  /** Arming must be over when the first timer is due: what is slower than this would show as a lower firing rate. */
  private static final int ARMED_PER_SECOND_MIN = 3_000;
  private static final int LEAD_MS = 3_000;

  private record Fired(double seconds, Samples late) {}

  @Override
  public String name() {
    return "timers";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Group group = new Group("bench-timers", PARTITIONS, Map.of()).create(lab);
    try (MeasuredProcess scheduler = lab.scheduler(group.schedulerSettings(lab));
        Sender sender = Sender.batching(lab);
        Arrivals arrivals = new Arrivals(lab, group.resume())) {
      fire(timers / 10, "warm-", i -> 0, group, sender, arrivals);
      Fired burst = fire(timers, "burst-", i -> 0, group, sender, arrivals);
      int spread = timers / 10;
      Fired apart = fire(spread, "spread-", i -> (long) SPREAD_MS * i / spread, group, sender, arrivals);
      return List.of(
          new Row(String.format(Locale.ROOT, "timers fired/s, %,d due at one moment", timers), "1/s", timers / burst.seconds, null, ""),
          new Row(String.format(Locale.ROOT, "lateness at the reader, %,d timers/s, median", spread * 1000L / SPREAD_MS), "ms", apart.late.millis(0.5), null, "<= 50"),
          new Row("the same, p99", "ms", apart.late.millis(0.99), null, ""));
    }
  }

  /** @param dueAfterMs the first timer when each is due */
  private static Fired fire(int count, String prefix, IntToLongFunction dueAfterMs, Group group, Sender sender, Arrivals arrivals) {
    long firstDueEpochMs = System.currentTimeMillis() + LEAD_MS + count * 1000L / ARMED_PER_SECOND_MIN;
    for (int i = 0; i < count; i++) {
      long delayMs = firstDueEpochMs + dueAfterMs.applyAsLong(i) - System.currentTimeMillis();
      sender.send(group.scheduler(), prefix + i + "|{\"ref\":\"due\"}", Long.toString(Math.max(1, delayMs)));
    }
    sender.flush();
    Samples late = new Samples();
    arrivals.take(count, LIMIT, record -> {
      int number = Integer.parseInt(new String(record.key(), StandardCharsets.UTF_8).substring(prefix.length()));
      late.add((System.currentTimeMillis() - firstDueEpochMs - dueAfterMs.applyAsLong(number)) * 1_000_000);
    });
    return new Fired((System.currentTimeMillis() - firstDueEpochMs) / 1e3, late);
  }
}
