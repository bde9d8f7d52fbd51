package io.kafkaworkflow.chaos.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.chaos.generator.Answer;
import io.kafkaworkflow.chaos.generator.Answer.Say;
import io.kafkaworkflow.chaos.generator.StartMode;
import io.kafkaworkflow.chaos.generator.Story;
import io.kafkaworkflow.chaos.generator.Story.Saga.Order;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static Expectations of(Story... stories) {
    return Model.of(List.of(stories));
  }

  private static Story.Saga saga(Order order, int timeoutMs, Say... says) {
    return new Story.Saga("t", StartMode.ONCE, order, Stream.of(says).map(say -> new Answer(say, 0, 1)).toList(), timeoutMs);
  }

  @Test
  void aSagaWithoutRefusalTakesItsTimerBack() {
    assertThat(of(saga(Order.PARALLEL, 9, Say.VALUE, Say.VALUE)).threads()).containsExactly(new Expectation("t", End.COMPLETED, "[0,1]",
        List.of("chaos-requests reserve 0", "chaos-requests reserve 1", "workflow-scheduler 9", "workflow-scheduler 0")));
  }

  @Test
  void aRefusalUndoesEverythingElse() {
    assertThat(of(saga(Order.PARALLEL, 9, Say.VALUE, Say.ERROR, Say.VALUE)).threads()).singleElement().satisfies(thread -> {
      assertThat(thread.text()).isEqualTo("\"refused: reserve 1\"");
      assertThat(thread.outputs()).contains("chaos-outputs undo 0", "chaos-outputs undo 2", "workflow-scheduler 0").doesNotContain("chaos-outputs undo 1");
    });
  }

  @Test
  void oneAfterTheOtherNothingBehindTheRefusalIsAsked() {
    assertThat(of(saga(Order.SEQUENTIAL, 9, Say.VALUE, Say.ERROR, Say.VALUE)).threads()).singleElement().satisfies(thread ->
        assertThat(thread.outputs()).containsExactlyInAnyOrder(
            "chaos-requests reserve 0", "chaos-requests reserve 1", "workflow-scheduler 9", "workflow-scheduler 0", "chaos-outputs undo 0"));
  }

  @Test
  void aTimeoutUndoesTheSilentOneToo() {
    assertThat(of(saga(Order.PARALLEL, 9, Say.VALUE, Say.NOTHING)).threads()).singleElement().satisfies(thread -> {
      assertThat(thread.text()).isEqualTo("\"Error: out of time\"");
      assertThat(thread.outputs()).contains("chaos-outputs undo 0", "chaos-outputs undo 1").doesNotContain("workflow-scheduler 0");
    });
  }

  @Test
  void aSecondStartWithoutKeyIsADeadLetter() {
    Expectations expected = of(new Story.Clock("t", StartMode.TWICE_WITHOUT_KEY, List.of(5)));

    assertThat(expected.deadLetters()).singleElement().satisfies(letter -> assertThat(letter.reasons()).containsExactly("protocol/thread-exists"));
    assertThat(expected.threads()).containsExactly(new Expectation("t", End.COMPLETED, "1", List.of("workflow-scheduler 5", "chaos-outputs woke 0")));
  }

  @Test
  void aSecondStartWithItsKeyChangesNothing() {
    assertThat(of(new Story.Clock("t", StartMode.TWICE_WITH_KEY, List.of(5))).deadLetters()).isEmpty();
  }

  @Test
  void aFamilyHasAThreadForEachChild() {
    Answer answer = new Answer(Say.VALUE, 0, 1);

    assertThat(of(new Story.Family("t", StartMode.ONCE, List.of(answer, answer), true)).threads()).extracting(Expectation::threadId)
        .containsExactly("t", "t/0", "t/1");
  }

  @Test
  void aSleeperThatNobodyWakesStaysParked() {
    Expectations expected = of(new Story.Sleeper("t", StartMode.ONCE, "x", false));

    assertThat(expected.parked()).isEqualTo(1);
    assertThat(expected.threads()).singleElement().extracting(Expectation::end).isEqualTo(End.WAITING);
  }
}
