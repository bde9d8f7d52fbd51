package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.baseline.BaselineSizes;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * N threads wait for one ref each; all of them are resumed and all results collected, exactly once, by a {@code read_committed} reader.
 *
 * @param name for the command line
 * @param threads N of one round
 * @param rounds measured, after one round of warm-up
 * @param target in words; empty when there is none
 */
public record ResumeThroughput(String name, int threads, int rounds, String target) implements Workload {
  private static final int PARTITIONS = 4;

  /** @param cpuMicros processor time of the process for one resume */
  private record Side(double resumesPerSecond, double cpuMicros, long residentBytesPeak) {}

  @Override
  public List<Row> measure(Lab lab) {
    Group group = new Group("bench-" + name, PARTITIONS, Map.of()).create(lab);
    BaselineSizes sizes;
    Side engine;
    try (MeasuredProcess process = lab.engine(lab.workflow("park"), group.settings(lab))) {
      engine = side(lab, group, process);
      sizes = RecordSizes.of(lab, group);
    }
    Group plain = new Group("bench-" + name + "-plain", PARTITIONS, Map.of()).create(lab);
    Side baseline;
    try (MeasuredProcess process = lab.baseline(sizes, plain.settings(lab))) {
      baseline = side(lab, plain, process);
    }
    String what = String.format(Locale.ROOT, "%,d threads", threads);
    return List.of(
        new Row("resumes/s, " + what, "1/s", engine.resumesPerSecond, baseline.resumesPerSecond, target),
        new Row("processor time of the process for a resume, " + what, "us", engine.cpuMicros, baseline.cpuMicros, ""),
        new Row("memory of the process under that load, " + what, "MiB", mebibytes(engine), mebibytes(baseline), "<= 512"));
  }

  private Side side(Lab lab, Group group, MeasuredProcess process) {
    double[] rates = new double[rounds];
    double[] cpuMicros = new double[rounds];
    try (Parking parking = new Parking(lab, group)) {
      for (int round = -1; round < rounds; round++) {
        String prefix = "r" + round + "-";
        parking.park(threads, i -> prefix + i);
        long cpuBefore = process.cpu().toNanos();
        double rate = parking.resume(threads, i -> prefix + i);
        if (round < 0) continue; // warm-up
        rates[round] = rate;
        cpuMicros[round] = (process.cpu().toNanos() - cpuBefore) / 1e3 / threads;
      }
    }
    return new Side(Samples.median(rates), Samples.median(cpuMicros), process.residentBytesPeak());
  }

  private static double mebibytes(Side side) {
    return side.residentBytesPeak / 1_048_576.0;
  }
}
