package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundlesTest {
  private final Checker checker = new Bundles();

  @Test
  void twoThreadsOnTwoBundlesAreAccepted() {
    assertThat(WrittenHistory.empty().sentBy("t", "b1").sentBy("t", "b1").sentBy("u", "b2").foundBy(checker)).isEmpty();
  }

  @Test
  void aThreadOnTwoBundlesIsFound() {
    assertThat(WrittenHistory.empty().sentBy("t", "b1").sentBy("t", "b2").foundBy(checker)).containsExactly("changed-bundle");
  }
}
