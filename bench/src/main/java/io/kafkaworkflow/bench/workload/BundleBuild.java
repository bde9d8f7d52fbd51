package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.util.List;

/** {@code kafka-workflow build} of the trip saga, from the start of the command to its end. */
public record BundleBuild(int builds) implements Workload {
  @Override
  public String name() {
    return "build";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Samples wall = new Samples();
    for (int i = 0; i < builds; i++) {
      long begin = System.nanoTime();
      lab.demo("trip-booking-saga");
      wall.add(System.nanoTime() - begin);
    }
    return List.of(new Row("build of the trip saga's bundle", "ms", wall.millis(0.5), null, ""));
  }
}
