package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.baseline.BaselineSizes;
import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One thread after the other is resumed: from sending the record to reading the result, {@code read_committed}. */
public record ResumeLatency(int threads, int warmUp) implements Workload {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int PARTITIONS = 4;

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Group group = new Group("bench-latency", PARTITIONS, Map.of()).create(lab);
    BaselineSizes sizes;
    Samples engine;
    try (MeasuredProcess process = lab.engine(lab.workflow("park"), group.settings(lab))) {
      engine = side(lab, group);
      sizes = RecordSizes.of(lab, group);
    }
    Group plain = new Group("bench-latency-plain", PARTITIONS, Map.of()).create(lab);
    Samples baseline;
    try (MeasuredProcess process = lab.baseline(sizes, plain.settings(lab))) {
      baseline = side(lab, plain);
    }
    return List.of(
        new Row("resume latency, one at a time, median", "ms", engine.millis(0.5), baseline.millis(0.5), "<= 4, ratio <= 1.3"),
        new Row("resume latency, one at a time, p99", "ms", engine.millis(0.99), baseline.millis(0.99), "<= 20"));
  }

  private Samples side(Lab lab, Group group) {
    try (Parking parking = new Parking(lab, group)) {
      parking.park(warmUp + threads, i -> "t-" + i);
    }
    Samples samples = new Samples();
    try (Sender sender = Sender.prompt(lab); Arrivals results = new Arrivals(lab, group.result())) {
      for (int i = 0; i < warmUp + threads; i++) {
        long begin = System.nanoTime();
        sender.send(group.resume(), "t-" + i, "{\"ref\":\"go\",\"value\":" + i + "}");
        results.take(1, LIMIT, record -> { });
        if (i >= warmUp) samples.add(System.nanoTime() - begin);
      }
    }
    return samples;
  }
}
