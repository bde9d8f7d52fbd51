package io.kafkaworkflow.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void quantilesAreOfTheSortedTimes() {
    Samples samples = new Samples();
    for (int ms = 2_000; ms >= 0; ms--) samples.add(ms * 1_000_000L);

    assertThat(samples.count()).isEqualTo(2_001);
    assertThat(samples.millis(0.5)).isCloseTo(1_000, within(1e-9));
    assertThat(samples.millis(0.99)).isCloseTo(1_980, within(1e-9));
    assertThat(samples.millis(1)).isCloseTo(2_000, within(1e-9));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Samples.median(4, 1, 3, 2)).isEqualTo(2.5);
    assertThat(Samples.median(9, 1, 5)).isEqualTo(5);
  }
}
