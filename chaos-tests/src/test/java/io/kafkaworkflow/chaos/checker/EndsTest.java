package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndsTest {
  private final Checker checker = new Ends();

  @Test
  void theRightEndsAreAccepted() {
    assertThat(WrittenHistory.without().foundBy(checker)).isEmpty();
  }

  @Test
  void aThreadThatNeverEndsIsFound() {
    assertThat(WrittenHistory.without("workflow-result").foundBy(checker)).containsExactly("lost-end");
  }

  @Test
  void aResultThatIsThereTwiceIsFound() {
    assertThat(WrittenHistory.without().output("workflow-result", "t", "1", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("doubled-end");
  }

  @Test
  void aResultAndAnErrorOfOneThreadAreFound() {
    assertThat(WrittenHistory.without().error("t", "\"x\"", "failed").foundBy(checker)).containsExactly("doubled-end");
  }

  @Test
  void anotherResultIsFound() {
    assertThat(WrittenHistory.without("workflow-result").output("workflow-result", "t", "2", WrittenHistory.STEP_2).foundBy(checker))
        .containsExactly("wrong-end");
  }

  @Test
  void anErrorInPlaceOfAResultIsFound() {
    assertThat(WrittenHistory.without("workflow-result").error("t", "1", "failed").foundBy(checker)).containsExactly("wrong-end");
  }

  @Test
  void aParkedThreadThatEndsIsFound() {
    assertThat(WrittenHistory.without().output("workflow-result", "p", "1", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("wrong-end");
  }

  @Test
  void aThreadThatNobodyStartedIsFound() {
    assertThat(WrittenHistory.without().output("workflow-result", "ghost", "1", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("unplanned-thread");
  }
}
