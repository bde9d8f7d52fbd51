package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From the launcher's start to the line that says that the engine is ready, with the start-up cache that {@code --make-cache} makes; beside it
 * without. One start more of each before, so that files have been read and topics exist.
 */
public record ColdStart(int starts) implements Workload {
  private static final int PARTITIONS = 4;

  private record Side(Samples wall, Samples cpu) {}

  @Override
  public String name() {
    return "cold-start";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Group group = new Group("bench-start", PARTITIONS, Map.of()).create(lab);
    Path bundle = lab.workflow("park");
    lab.makeCache(bundle, lab.cacheDirectory());
    Side without = side(lab, group, bundle, null);
    Side with = side(lab, group, bundle, lab.cacheDirectory());
    return List.of(
        new Row("engine ready from start, start-up cache against none", "s", with.wall.millis(0.5) / 1e3, without.wall.millis(0.5) / 1e3, "<= 4"),
        new Row("processor time until ready", "s", with.cpu.millis(0.5) / 1e3, without.cpu.millis(0.5) / 1e3, ""));
  }

  private Side side(Lab lab, Group group, Path bundle, @Nullable Path cache) {
    Side side = new Side(new Samples(), new Samples());
    for (int start = -1; start < starts; start++) {
      long begin = System.nanoTime();
      try (MeasuredProcess engine = lab.engine(bundle, group.settings(lab), cache)) {
        long ready = System.nanoTime() - begin;
        if (start >= 0) {
          side.wall.add(ready);
          side.cpu.add(engine.cpu().toNanos());
        }
      }
    }
    return side;
  }
}
