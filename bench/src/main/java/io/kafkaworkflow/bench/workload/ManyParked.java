package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.LogSizes;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Resumes while very many other threads wait. The engine keeps them as bytes on disk: neither its speed nor its memory should care.
 *
 * @param few threads that wait in the comparison
 * @param many threads that wait
 * @param resumed threads of one round
 */
public record ManyParked(int few, int many, int resumed, int rounds) implements Workload {
  private static final int PARTITIONS = 4;

  @Override
  public String name() {
    return "many-parked";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Group group = new Group("bench-parked", PARTITIONS, Map.of()).create(lab);
    Properties settings = group.settings(lab);
    Path state = Path.of(settings.getProperty("state.dir"));
    try (MeasuredProcess engine = lab.engine(lab.workflow("park"), settings); Parking parking = new Parking(lab, group)) {
      parking.park(resumed, i -> "warm-" + i);
      parking.resume(resumed, i -> "warm-" + i);
      parking.park(few, i -> "few-" + i);
      double withFew = rate(parking, "a");
      long changelogBefore = LogSizes.bytes(lab, group.changelog()::equals);
      long stateBefore = bytes(state);
      parking.park(many - few, i -> "many-" + i);
      double changelogBytes = (double) (LogSizes.bytes(lab, group.changelog()::equals) - changelogBefore) / (many - few);
      double stateBytes = (double) (bytes(state) - stateBefore) / (many - few);
      double withMany = rate(parking, "b");
      String threads = String.format(Locale.ROOT, "%,d threads parked against %,d", many, few);
      return List.of(
          new Row("resumes/s with " + threads, "1/s", withMany, withFew, "ratio >= 0.8"),
          new Row(String.format(Locale.ROOT, "memory of the engine with %,d threads parked, at most", many), "MiB",
              engine.residentBytesPeak() / 1_048_576.0, null, "heap <= 512 (-Xmx512m)"),
          new Row("bytes of a parked thread in the changelog", "B", changelogBytes, null, "<= 250 with the store"),
          new Row("bytes of a parked thread in the store on disk", "B", stateBytes, null, ""));
    }
  }

  private double rate(Parking parking, String prefix) {
    double[] rates = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      String keys = prefix + round + "-";
      parking.park(resumed, i -> keys + i);
      rates[round] = parking.resume(resumed, i -> keys + i);
    }
    return Samples.median(rates);
  }

  private static long bytes(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(ManyParked::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the size of the state", e);
    }
  }

  /** RocksDB removes files while they are counted. */
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
