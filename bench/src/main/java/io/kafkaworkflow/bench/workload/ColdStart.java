package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** From the launcher's start to the line that says that the engine is ready; one start before, so that caches exist. */
public record ColdStart(int starts) implements Workload {
  private static final int PARTITIONS = 4;

  @Override
  public String name() {
    return "cold-start";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Group group = new Group("bench-start", PARTITIONS, Map.of()).create(lab);
    Path bundle = lab.demo("trip-booking-saga");
    Samples wall = new Samples();
    Samples cpu = new Samples();
    for (int start = -1; start < starts; start++) {
      long begin = System.nanoTime();
      try (MeasuredProcess engine = lab.engine(bundle, group.settings(lab))) {
        long ready = System.nanoTime() - begin;
        if (start >= 0) {
          wall.add(ready);
          cpu.add(engine.cpu().toNanos());
        }
      }
    }
    return List.of(
        new Row("engine ready from start", "s", wall.millis(0.5) / 1e3, null, "<= 4"),
        new Row("processor time until ready", "s", cpu.millis(0.5) / 1e3, null, ""));
  }
}
