package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.LogSizes;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One thread that takes events in a loop ({@code loop.ts}): does the last event cost what the first does, in time, in bytes, and
 * after a restart? The baseline column of these rows is the young thread.
 *
 * @param events of the long thread
 * @param rounds of each comparison; medians are shown
 */
public record LongThread(int events, int rounds) implements Workload {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  /** Events of which the time is taken together. */
  private static final int WINDOW = 1_000;
  private static final int FEW = 100;
  private static final int MANY = 5_000;

  @Override
  public String name() {
    return "long-thread";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Group group = new Group("bench-loop", 1, Map.of()).create(lab);
    Path bundle = lab.workflow("loop");
    int many = Math.min(MANY, events);
    double fewBytes;
    double manyBytes;
    double[] early = new double[rounds];
    double[] late = new double[rounds];
    try (MeasuredProcess engine = lab.engine(bundle, group.settings(lab)); Clients clients = new Clients(lab, group)) {
      clients.run("warm-up", many);
      fewBytes = clients.bytesPerEvent("few", FEW);
      manyBytes = clients.bytesPerEvent("many", many);
      clients.start("long");
      clients.feed("long", events);
      for (int round = 0; round < rounds; round++) {
        // young and old in turn, so that both meet the same machine
        String young = "young-" + round;
        clients.start(young);
        clients.feed(young, FEW);
        early[round] = clients.feed(young, WINDOW) / WINDOW;
        late[round] = clients.feed("long", WINDOW) / WINDOW;
      }
    }
    double[] restarts = new double[2];
    for (int i = 0; i < 2; i++) {
      String thread = i == 0 ? "young-0" : "long";
      try (MeasuredProcess engine = lab.engine(bundle, group.settings(lab)); Clients clients = new Clients(lab, group)) {
        restarts[i] = clients.feed(thread, 1) * 1e3;
      }
    }
    String history = String.format(Locale.ROOT, "history %,d against %d", events, FEW);
    return List.of(
        new Row("time of an event of one thread, " + history, "us", Samples.median(late) * 1e6, Samples.median(early) * 1e6, "ratio <= 1.1"),
        new Row(String.format(Locale.ROOT, "Kafka bytes of an event, history %,d against %d", many, FEW), "B", manyBytes, fewBytes,
            "ratio <= 1.05, <= 2,048"),
        new Row("first event after a cold restart, " + history, "ms", restarts[1], restarts[0], "ratio <= 1.1"));
  }

  /** Sends events and sees by the changelog that they were applied. */
  private record Clients(Lab lab, Group group, Sender sender, Arrivals changelog) implements AutoCloseable {
    Clients(Lab lab, Group group) {
      this(lab, group, Sender.batching(lab), new Arrivals(lab, group.changelog()));
    }

    void start(String thread) {
      sender.send(group.resume(), thread, "new:{\"count\":1000000000}");
      sender.flush();
      changelog.take(1, LIMIT, record -> { });
    }

    /** @return seconds until all of them were applied */
    double feed(String thread, int count) {
      long begin = System.nanoTime();
      for (int i = 0; i < count; i++) sender.send(group.resume(), thread, "{\"ref\":\"event\",\"value\":1}");
      sender.flush();
      changelog.take(count, LIMIT, record -> { });
      return (System.nanoTime() - begin) / 1e9;
    }

    void run(String thread, int count) {
      start(thread);
      feed(thread, count);
    }

    /** One event after the other, each in transactions of its own: the dearest way. */
    double bytesPerEvent(String thread, int count) {
      start(thread);
      long before = bytes();
      for (int i = 0; i < count; i++) feed(thread, 1);
      return (double) (bytes() - before) / count;
    }

    /** The broker's own topics included: offsets and transaction states are part of the price. */
    private long bytes() {
      return LogSizes.bytes(lab, topic -> true);
    }

    @Override
    public void close() {
      sender.close();
      changelog.close();
    }
  }
}
