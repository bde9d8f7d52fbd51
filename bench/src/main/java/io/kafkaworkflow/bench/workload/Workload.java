package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import java.util.List;

/** One thing to measure. */
public interface Workload {
  /** For the command line. */
  String name();

  /** Starts what it needs in {@code lab}, measures, and stops it again. */
  List<Row> measure(Lab lab);
}
