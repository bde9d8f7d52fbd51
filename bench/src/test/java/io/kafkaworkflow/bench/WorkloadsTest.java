package io.kafkaworkflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.bench.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadsTest {

  @Test
  void withoutNamesEverythingIsMeasured() {
    assertThat(Workloads.select(false, List.of())).extracting(Workload::name).doesNotHaveDuplicates().contains("resume-2000", "latency", "failover");
  }

  @Test
  void onlyTheNamedOnesAreMeasured() {
    assertThat(Workloads.select(true, List.of("latency"))).extracting(Workload::name).containsExactly("latency");
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Workloads.select(false, List.of("latencies"))).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latencies").hasMessageContaining("latency");
  }
}
