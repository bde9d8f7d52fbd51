package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.TestCompiler;
import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a waiting trip booking takes in the real store, and what its records cost in the real engine. */
class SagaFiguresTest {
  private static final int CONTINUATION_BYTES_MAX = 500;
  private static final int SAGAS = 1_500;
  private static final String ARGUMENT = "new:{\"city\":\"Lisbon\",\"from\":\"2027-03-01\",\"to\":\"2027-03-08\"}";

  @Test
  void aBookingThatWaitsForThreeServicesAndItsTimerIsSmall() {
    try (WorkflowEngine engine = open(); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      flow.send("trip-4711", ARGUMENT);
      byte[] continuation = flow.storedBytes("trip-4711");
      System.out.printf("trip saga, three reservations, timer and user cancel pending: %d bytes in the store%n", continuation.length);
      assertThat(flow.stored("trip-4711").openRefs()).hasSize(5);
      assertThat(continuation).hasSizeLessThanOrEqualTo(CONTINUATION_BYTES_MAX);
    }
  }

  /** Prints only: store, headers and the test driver included; the step alone is in StepBenchmark. */
  @Test
  void anAnswerIsOneRecord() {
    try (WorkflowEngine engine = open(); TopologyFixture flow = new TopologyFixture(engine.topology())) {
      long[] nanos = new long[SAGAS];
      for (int saga = 0; saga < SAGAS; saga++) {
        flow.send("trip", ARGUMENT);
        String ref = flow.stored("trip").openRefs().get(0).id();
        long begin = System.nanoTime();
        flow.send("trip", "{\"ref\":\"" + ref + "\",\"value\":\"CAR-1\"}");
        nanos[saga] = System.nanoTime() - begin;
        flow.send("trip", "{\"terminate\":\"measured\"}");
      }
      long[] warm = Arrays.copyOfRange(nanos, SAGAS / 2, SAGAS);
      Arrays.sort(warm);
      System.out.printf("trip saga, one answer through the topology under the test driver: median %.0f us%n", warm[warm.length / 2] / 1_000.0);
      assertThat(flow.on("saga-reserve-car")).extracting(Sent::key).hasSize(SAGAS);
    }
  }

  private static WorkflowEngine open() {
    return WorkflowEngine.open(TestCompiler.demo("trip-booking-saga"), new Properties());
  }
}
