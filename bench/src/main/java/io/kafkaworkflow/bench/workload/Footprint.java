package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.footprint.ContextFootprint;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import java.util.List;

/** What one more stream thread and one more version of a bundle cost; see {@link ContextFootprint}. */
public record Footprint() implements Workload {
  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public List<Row> measure(Lab lab) {
    ContextFootprint.Figures figures = ContextFootprint.Figures.of(
        lab.program(ContextFootprint.class, ContextFootprint.Figures.BEGIN, lab.demo("trip-booking-saga").toString()));
    return List.of(
        new Row("heap of one more stream thread (trip saga)", "KiB", figures.contextBytes() / 1024.0, null, ""),
        new Row("time until its first step has run", "ms", figures.contextMs(), null, ""),
        new Row("heap of one more bundle version (trip saga)", "KiB", figures.versionBytes() / 1024.0, null, ""),
        new Row("time until a first step has run on it", "ms", figures.versionMs(), null, ""));
  }
}
