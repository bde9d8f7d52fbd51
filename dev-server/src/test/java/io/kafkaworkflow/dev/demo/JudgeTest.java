package io.kafkaworkflow.dev.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.dev.records.Ledger.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Play PLAY = new Play("title", "t|1", "null", "workflow-error", Map.of(
      "cancel-car", List.of("{\"reservation\":\"CAR-1\"}"),
      "workflow-scheduler", List.of("1000", "0"),
      "workflow-error", List.of("\"no\"")));

  private final List<Entry> right = List.of(
      new Entry("workflow-resume", "t|1", "new:null"),
      new Entry("workflow-scheduler", "t|1|{\"ref\":\"~0.1\"}", "1000"),
      new Entry("cancel-car", "t|1", "{\"reservation\":\"CAR-1\",\"ref\":\"~0.2\"}"),
      new Entry("cancel-car", "another thread", "{}"),
      new Entry("workflow-scheduler", "t|1|{\"ref\":\"~0.1\"}", "0"),
      new Entry("workflow-error", "t|1", "\"no\""));

  @Test
  void everythingOnceIsRight() {
    assertThat(Judge.differences(PLAY, right)).isEmpty();
  }

  @Test
  void aRecordTwiceIsWrong() {
    List<Entry> twice = new ArrayList<>(right);
    twice.add(right.get(2));

    assertThat(Judge.differences(PLAY, twice)).singleElement().asString().startsWith("cancel-car: expected");
  }

  @Test
  void aMissingRecordIsWrong() {
    assertThat(Judge.differences(PLAY, right.subList(0, 5))).containsExactly("workflow-error: expected [\"no\"], found []");
  }

  @Test
  void aRecordOnATopicThatMustStayEmptyIsWrong() {
    List<Entry> more = new ArrayList<>(right);
    more.add(new Entry("workflow-dead-letter", "t|1", "{\"ref\":1}"));

    assertThat(Judge.differences(PLAY, more)).containsExactly("workflow-dead-letter: expected nothing, found [{}]");
  }
}
