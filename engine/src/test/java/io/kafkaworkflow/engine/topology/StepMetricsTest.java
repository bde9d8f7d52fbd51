package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What steps cost, among Kafka Streams' own metrics, for JMX and {@code /metrics} alike. */
class StepMetricsTest {

  @Test
  void timeAndSizeOfStepsAreMeasured() {
    try (TopologyFixture engine = new TopologyFixture()) {
      engine.then(step -> step.waitsFor(List.of("a")), step -> step.waitsFor(List.of("b"))).send("t-1", "new:1").send("t-1", "{\"ref\":\"a\"}");

      int bytes = engine.storedBytes("t-1").length;
      assertThat(engine.gauge("continuation-bytes-avg")).isEqualTo(bytes);
      assertThat(engine.gauge("continuation-bytes-max")).isEqualTo(bytes);
      assertThat(engine.gauge("continuation-bytes-total")).isEqualTo(2.0 * bytes);
      assertThat(engine.gauge("step-latency-total")).isPositive();
      assertThat(engine.gauge("step-latency-max")).isBetween(engine.gauge("step-latency-avg"), engine.gauge("step-latency-total"));
    }
  }

  @Test
  void anEndedThreadLeavesNoContinuation() {
    try (TopologyFixture engine = new TopologyFixture()) {
      engine.then(step -> step.completes("1")).send("t-1", "new:1");

      assertThat(engine.gauge("continuation-bytes-total")).isZero();
      assertThat(engine.gauge("step-latency-total")).isPositive();
    }
  }
}
