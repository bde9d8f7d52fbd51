package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final String REASON = "protocol/unknown-record";

  private final Checker checker = new DeadLetters();

  @Test
  void theRightOnesAreAccepted() {
    assertThat(WrittenHistory.without().foundBy(checker)).isEmpty();
  }

  @Test
  void aBadRecordThatVanishedIsFound() {
    assertThat(WrittenHistory.without("workflow-dead-letter").foundBy(checker)).containsExactly("lost-dead-letter");
  }

  @Test
  void aBadRecordThatIsThereTwiceIsFound() {
    assertThat(WrittenHistory.without().deadLetter("t", "hello", REASON).foundBy(checker)).containsExactly("unplanned-dead-letter");
  }

  @Test
  void aGoodRecordThatWasRefusedIsFound() {
    assertThat(WrittenHistory.without().deadLetter("t", "{\"ref\":\"next\"}", "protocol/ref-not-open").foundBy(checker)).containsExactly("unplanned-dead-letter");
  }

  @Test
  void anotherReasonIsFound() {
    assertThat(WrittenHistory.without("workflow-dead-letter").deadLetter("t", "hello", "protocol/json-broken").foundBy(checker)).containsExactly("wrong-reason");
  }

  @Test
  void aChangedValueIsFound() {
    assertThat(WrittenHistory.without("workflow-dead-letter").deadLetter("t", "hell", REASON).foundBy(checker))
        .containsExactly("lost-dead-letter", "unplanned-dead-letter");
  }
}
