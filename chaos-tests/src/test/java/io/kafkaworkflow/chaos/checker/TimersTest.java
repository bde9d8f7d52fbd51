package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimersTest {
  private final Checker checker = new Timers();
  private final WrittenHistory written = WrittenHistory.empty();

  @Test
  void aTimerThatFiresInItsTimeIsAccepted() {
    assertThat(written.timer("100", 1_000).settle("t", "~1", 1_100).foundBy(checker)).isEmpty();
  }

  @Test
  void aTimerThatFiresOneMillisecondEarlyIsFound() {
    assertThat(written.timer("100", 1_000).settle("t", "~1", 1_099).foundBy(checker)).containsExactly("early-timer");
  }

  @Test
  void aTimerThatFiresTwiceIsFound() {
    assertThat(written.timer("100", 1_000).settle("t", "~1", 1_100).settle("t", "~1", 1_200).foundBy(checker)).containsExactly("doubled-timer");
  }

  @Test
  void aTimerThatNeverFiresIsFound() {
    assertThat(written.timer("100", 1_000).settle("t", "~2", 1_100).foundBy(checker)).containsExactly("lost-timer");
  }

  @Test
  void aTimerOfAnotherThreadDoesNotCount() {
    assertThat(written.timer("100", 1_000).settle("u", "~1", 1_100).foundBy(checker)).containsExactly("lost-timer");
  }

  @Test
  void aCancelledTimerNeedNotFire() {
    assertThat(written.timer("100", 1_000).timer("0", 1_050).foundBy(checker)).isEmpty();
  }

  @Test
  void aCancelledTimerThatFiresEarlyIsFoundAllTheSame() {
    assertThat(written.timer("100", 1_000).timer("0", 1_050).settle("t", "~1", 1_051).foundBy(checker)).containsExactly("early-timer");
  }
}
