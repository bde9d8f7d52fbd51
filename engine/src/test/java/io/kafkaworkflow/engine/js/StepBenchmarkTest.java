package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.TestCompiler;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The benchmark works, and its figures for this machine stand in the log of every build. Time decides nothing here. */
class StepBenchmarkTest {
  private static final int ROUNDS = 6;

  @Test
  void printsTheFiguresOfTheTripSaga() throws IOException {
    StepBenchmark.print(TestCompiler.demo("trip-booking-saga"), ROUNDS);
  }
}
