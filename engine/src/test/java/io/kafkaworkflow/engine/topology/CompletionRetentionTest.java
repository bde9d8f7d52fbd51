package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A finished thread leaves a small record behind, for as long as configured. */
class CompletionRetentionTest {

  @Test
  void aCompletionRecordIsRemovedAfterItsTimeAndNotBefore() {
    try (TopologyFixture flow = new TopologyFixture(Map.of("workflow.completion.retention.ms", "60000"))) {
      flow.then(step -> step.completes("1")).send("t", "new:1").passes(Duration.ofSeconds(59));
      assertThat(flow.stored("t")).isNotNull();
      flow.passes(Duration.ofSeconds(31));
      assertThat(flow.stored("t")).isNull();
      assertThat(flow.indexEntries()).isZero();
    }
  }

  @Test
  void aThreadThatWasStartedAnewIsNeverRemoved() {
    try (TopologyFixture flow = new TopologyFixture(Map.of("workflow.completion.retention.ms", "60000"))) {
      flow.then(step -> step.completes("1")).send("t", "new:1").passes(Duration.ofSeconds(30)).send("t", "new:2").passes(Duration.ofSeconds(120));
      assertThat(flow.stored("t")).isNotNull();
      assertThat(flow.indexEntries()).isZero();
    }
  }

  @Test
  void aThreadThatEndsTwiceIsKeptFromItsSecondEnd() {
    try (TopologyFixture flow = new TopologyFixture(Map.of("workflow.completion.retention.ms", "60000"))) {
      flow.then(step -> step.completes("1"), step -> step.completes("2"))
          .send("t", "new:1").passes(Duration.ofSeconds(40)).send("t", "new:2").passes(Duration.ofSeconds(40));
      assertThat(flow.stored("t")).isNotNull();
      flow.passes(Duration.ofSeconds(40));
      assertThat(flow.stored("t")).isNull();
    }
  }

  @Test
  void retentionZeroKeepsNothing() {
    try (TopologyFixture flow = new TopologyFixture(Map.of("workflow.completion.retention.ms", "0"))) {
      flow.then(step -> step.completes("1")).send("t", "new:1");
      assertThat(flow.stored("t")).isNull();
      assertThat(flow.indexEntries()).isZero();
    }
  }

  @Test
  void aBusyEngineRemovesOldRecordsWithoutWaitingForTheClock() {
    try (TopologyFixture flow = new TopologyFixture(Map.of("workflow.completion.retention.ms", "1000"))) {
      for (int i = 0; i < 10 * ThreadStore.SWEEP_EVERY; i++) {
        flow.then(step -> step.completes("1")).passes(Duration.ofMillis(20)).send("t" + i, "new:1");
      }
      int keptByRetention = 1_000 / 20;
      assertThat(flow.indexEntries()).isLessThan(keptByRetention + 2L * ThreadStore.SWEEP_EVERY);
      assertThat(flow.stored("t0")).isNull();
    }
  }

  @Test
  void oneSweepIsBounded() {
    try (TopologyFixture flow = new TopologyFixture(Map.of("workflow.completion.retention.ms", "1000"))) {
      int threads = ThreadStore.SWEEP_MAX + 1;
      for (int i = 0; i < threads; i++) {
        flow.then(step -> step.completes("1")).send("t" + i, "new:1");
      }
      flow.passes(ResumeProcessor.SWEEP_INTERVAL);
      assertThat(flow.indexEntries()).isEqualTo(1);
      flow.passes(ResumeProcessor.SWEEP_INTERVAL);
      assertThat(flow.indexEntries()).isZero();
    }
  }
}
