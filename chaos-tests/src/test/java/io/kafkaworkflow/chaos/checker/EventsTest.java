package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventsTest {
  private final Checker checker = new Events();

  private static WrittenHistory withoutEvents() {
    return WrittenHistory.without("workflow-events").event("p", "started", WrittenHistory.STEP_1);
  }

  @Test
  void startAndEndAreAccepted() {
    assertThat(WrittenHistory.without().foundBy(checker)).isEmpty();
  }

  @Test
  void anEndWithoutEventIsFound() {
    assertThat(withoutEvents().event("t", "started", WrittenHistory.STEP_1).foundBy(checker)).containsExactly("wrong-events");
  }

  @Test
  void anEndBeforeItsStartIsFound() {
    assertThat(withoutEvents().event("t", "completed", WrittenHistory.STEP_2).event("t", "started", WrittenHistory.STEP_1).foundBy(checker))
        .containsExactly("wrong-events");
  }

  @Test
  void aSecondStartIsFound() {
    assertThat(WrittenHistory.without().event("p", "started", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("wrong-events");
  }

  @Test
  void anotherEndIsFound() {
    assertThat(withoutEvents().event("t", "started", WrittenHistory.STEP_1).event("t", "failed", WrittenHistory.STEP_2).foundBy(checker))
        .containsExactly("wrong-events");
  }

  @Test
  void anEndThatTwoStepsToldIsFound() {
    assertThat(withoutEvents().event("t", "started", WrittenHistory.STEP_1).event("t", "completed", "workflow-resume-0-9").foundBy(checker))
        .containsExactly("event-of-another-step");
  }

  @Test
  void anEventOfAThreadThatNobodyStartedIsFound() {
    assertThat(WrittenHistory.without().event("ghost", "started", WrittenHistory.STEP_1).foundBy(checker)).containsExactly("wrong-events");
  }
}
