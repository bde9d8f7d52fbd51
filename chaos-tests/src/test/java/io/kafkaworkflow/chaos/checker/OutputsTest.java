package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputsTest {
  private static final String WORK = "{\"what\":\"work\",\"ref\":\"~7.1\"}";

  private final Checker checker = new Outputs();

  @Test
  void eachOutputOnceIsAccepted() {
    assertThat(WrittenHistory.without().foundBy(checker)).isEmpty();
  }

  @Test
  void anOutputThatIsMissingIsFound() {
    assertThat(WrittenHistory.without("chaos-requests").foundBy(checker)).containsExactly("lost-output");
  }

  @Test
  void anOutputThatIsThereTwiceIsFound() {
    assertThat(WrittenHistory.without().output("chaos-requests", "t", WORK, WrittenHistory.STEP_1).foundBy(checker)).containsExactly("doubled-output");
  }

  @Test
  void theSameOutputOfAnotherStepIsFound() {
    assertThat(WrittenHistory.without().output("chaos-requests", "t", WORK, WrittenHistory.STEP_2).foundBy(checker)).containsExactly("doubled-output");
  }

  @Test
  void anOutputThatIsInNoStoryIsFound() {
    assertThat(WrittenHistory.without().output("chaos-outputs", "t", "{\"what\":\"never\"}", WrittenHistory.STEP_1).foundBy(checker))
        .containsExactly("unplanned-output");
  }

  @Test
  void anOutputOfAThreadThatNobodyStartedIsFound() {
    assertThat(WrittenHistory.without().output("chaos-outputs", "ghost", WORK, WrittenHistory.STEP_1).foundBy(checker)).containsExactly("unplanned-output");
  }

  @Test
  void aTimerThatIsInNoStoryIsFound() {
    assertThat(WrittenHistory.without().timer("100", 0).foundBy(checker)).containsExactly("unplanned-output");
  }
}
