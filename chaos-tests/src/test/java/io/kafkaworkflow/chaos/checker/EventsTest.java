package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventsTest {
  private static final String GONE = "step/unknown-bundle";
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

  @Test
  void aThreadThatWasParkedAndMovedAgainIsAccepted() {
    assertThat(parkedTwice().event("t", "completed", WrittenHistory.STEP_2).foundBy(checker)).isEmpty();
    assertThat(WrittenHistory.without().parked("p", GONE).event("p", "unparked", WrittenHistory.STEP_2).foundBy(checker)).isEmpty();
  }

  @Test
  void anEndOfAThreadThatIsStillParkedIsFound() {
    assertThat(started().parked("t", GONE).event("t", "completed", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("wrong-events");
  }

  @Test
  void aThreadThatStaysParkedIsFound() {
    assertThat(WrittenHistory.without().parked("p", GONE).foundBy(checker)).containsExactly("stuck-thread");
  }

  @Test
  void anUnparkedWithoutParkedIsFound() {
    assertThat(WrittenHistory.without().event("p", "unparked", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("wrong-events");
    assertThat(parkedTwice().event("t", "unparked", WrittenHistory.STEP_2).event("t", "completed", WrittenHistory.STEP_2).foundBy(checker))
        .containsExactly("wrong-events");
  }

  @Test
  void beingParkedTwiceForOneReasonIsFound() {
    assertThat(WrittenHistory.without().parked("p", GONE).parked("p", GONE).event("p", "unparked", WrittenHistory.STEP_2).foundBy(checker))
        .containsExactly("wrong-events");
  }

  @Test
  void parkedWithoutReasonIsFound() {
    assertThat(WrittenHistory.without().parked("p", "").event("p", "unparked", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("wrong-events");
  }

  @Test
  void beingParkedBeforeTheStartOrAfterTheEndIsFound() {
    assertThat(withoutEvents().parked("t", GONE).event("t", "unparked", WrittenHistory.STEP_1).event("t", "started", WrittenHistory.STEP_1)
        .event("t", "completed", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("wrong-events");
    assertThat(WrittenHistory.without().parked("t", GONE).event("t", "unparked", WrittenHistory.STEP_2).foundBy(checker)).containsExactly("wrong-events");
  }

  @Test
  void aParkedThreadWhoseEndTwoStepsToldIsFound() {
    assertThat(parkedTwice().event("t", "completed", "workflow-resume-0-9").foundBy(checker)).containsExactly("event-of-another-step");
  }

  private static WrittenHistory started() {
    return withoutEvents().event("t", "started", WrittenHistory.STEP_1);
  }

  /** The second time for two reasons. */
  private static WrittenHistory parkedTwice() {
    return started().parked("t", GONE).event("t", "unparked", WrittenHistory.STEP_1)
        .parked("t", GONE).parked("t", "codec/unknown-format").event("t", "unparked", WrittenHistory.STEP_2);
  }
}
