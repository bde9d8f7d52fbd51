package io.kafkaworkflow.bench;

import io.kafkaworkflow.bench.workload.BundleBuild;
import io.kafkaworkflow.bench.workload.ColdStart;
import io.kafkaworkflow.bench.workload.CommitPolicy;
import io.kafkaworkflow.bench.workload.Failover;
import io.kafkaworkflow.bench.workload.Footprint;
import io.kafkaworkflow.bench.workload.LongThread;
import io.kafkaworkflow.bench.workload.ManyParked;
import io.kafkaworkflow.bench.workload.ResumeLatency;
import io.kafkaworkflow.bench.workload.ResumeThroughput;
import io.kafkaworkflow.bench.workload.TimersFired;
import io.kafkaworkflow.bench.workload.TripSagas;
import io.kafkaworkflow.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What can be measured, long and short. */
final class Workloads {
  private Workloads() {}

  /** For the command line's help. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(all(true).stream().map(Workload::name).toList());
    }
  }

  /**
   * @param names of the wanted ones; empty: all
   * @throws IllegalArgumentException one of them is unknown
   */
  static List<Workload> select(boolean isShort, List<String> names) {
    List<Workload> all = all(isShort);
    Set<String> unknown = new java.util.TreeSet<>(names);
    all.forEach(workload -> unknown.remove(workload.name()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("Expected one of " + new Names() + ", but got " + unknown);
    }
    return all.stream().filter(workload -> names.isEmpty() || names.contains(workload.name())).toList();
  }

  private static List<Workload> all(boolean isShort) {
    return isShort
        ? List.of(
            new ResumeThroughput("resume-2000", 200, 1, ""),
            new ResumeLatency(50, 20),
            new TripSagas(50, 50, 16),
            new LongThread(300, 1),
            new ManyParked(100, 2_000, 200, 1),
            new TimersFired(500),
            new CommitPolicy(20, 1),
            new Footprint(),
            new BundleBuild(1),
            new ColdStart(1),
            new Failover(1))
        : List.of(
            new ResumeThroughput("resume-2000", 2_000, 15, ">= 5,000"),
            new ResumeThroughput("throughput", 50_000, 3, "ratio >= 0.3 interpreted, >= 0.5 optimized"),
            new ResumeLatency(2_000, 1_000),
            new TripSagas(10_000, 20_000, 64),
            new LongThread(100_000, 5),
            new ManyParked(1_000, 1_000_000, 20_000, 3),
            new TimersFired(100_000),
            new CommitPolicy(300, 3),
            new Footprint(),
            new BundleBuild(10),
            new ColdStart(5),
            new Failover(5));
  }
}
