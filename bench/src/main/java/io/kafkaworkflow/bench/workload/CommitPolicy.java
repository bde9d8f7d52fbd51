package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The engine's defaults beside one other setting after the other: single resumes under no other load, then {@value #BATCH} at once. All
 * in one run, each with an engine and topics of its own.
 *
 * @param single resumes, one after the other
 * @param rounds of many at once
 */
public record CommitPolicy(int single, int rounds) implements Workload {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;
  private static final int BATCH = 2_000;

  private record Policy(String name, Map<String, String> settings) {}

  private static final Policy DEFAULTS = new Policy("defaults", Map.of());
  private static final List<Policy> OTHERS = List.of(
      new Policy("commit-1", Map.of("commit.interval.ms", "1", "poll.ms", "1")),
      new Policy("commit-20", Map.of("commit.interval.ms", "20")),
      new Policy("commit-100", Map.of("commit.interval.ms", "100")),
      new Policy("two-stream-threads", Map.of("num.stream.threads", "2")),
      new Policy("streams-protocol", Map.of("group.protocol", "streams")));

  private record Figures(double medianMs, double p99Ms, double resumesPerSecond, double cpuMicros) {}

  @Override
  public String name() {
    return "commit-policy";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Figures defaults = measure(lab, DEFAULTS);
    List<Row> rows = new ArrayList<>();
    for (Policy policy : OTHERS) {
      Figures other = measure(lab, policy);
      System.err.println(policy.name + ": " + other + " against " + defaults);
      rows.add(new Row(policy.name + ": single resume, median", "ms", other.medianMs, defaults.medianMs, ""));
      rows.add(new Row(policy.name + ": single resume, p99", "ms", other.p99Ms, defaults.p99Ms, ""));
      rows.add(new Row(policy.name + ": resumes/s, 2,000 at once", "1/s", other.resumesPerSecond, defaults.resumesPerSecond, ""));
      rows.add(new Row(policy.name + ": processor time of the engine for each of them", "us", other.cpuMicros, defaults.cpuMicros, ""));
    }
    return rows;
  }

  private Figures measure(Lab lab, Policy policy) {
    Group group = new Group("bench-policy-" + policy.name, PARTITIONS, policy.settings).create(lab);
    try (MeasuredProcess engine = lab.engine(lab.workflow("park"), group.settings(lab)); Parking parking = new Parking(lab, group)) {
      parking.park(BATCH, i -> "warm-" + i);
      parking.resume(BATCH, i -> "warm-" + i);
      Samples latency = latency(lab, group, parking);
      double[] rates = new double[rounds];
      double[] cpuMicros = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        String prefix = "r" + round + "-";
        parking.park(BATCH, i -> prefix + i);
        long before = engine.cpu().toNanos();
        rates[round] = parking.resume(BATCH, i -> prefix + i);
        cpuMicros[round] = (engine.cpu().toNanos() - before) / 1e3 / BATCH;
      }
      return new Figures(latency.millis(0.5), latency.millis(0.99), Samples.median(rates), Samples.median(cpuMicros));
    }
  }

  private Samples latency(Lab lab, Group group, Parking parking) {
    parking.park(single, i -> "single-" + i);
    Samples samples = new Samples();
    try (Sender sender = Sender.prompt(lab); Arrivals results = new Arrivals(lab, group.result())) {
      for (int i = 0; i < single; i++) {
        long begin = System.nanoTime();
        sender.send(group.resume(), "single-" + i, "{\"ref\":\"go\",\"value\":1}");
        results.take(1, LIMIT, record -> { });
        samples.add(System.nanoTime() - begin);
      }
    }
    return samples;
  }
}
