package io.kafkaworkflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class LifecycleEventTest {
  @Test
  void isWrittenAsTheGoldenEvent() throws Exception {
    var event = new LifecycleEvent(LifecycleEvent.Kind.STARTED, "o-\"-\ud83d\ude00", "workflow-resume-0-7", "ab".repeat(32), 1_790_000_000_000L);
    var mapper = new ObjectMapper();
    assertThat(mapper.readTree(event.toJson())).isEqualTo(Golden.cases("lifecycle-event.json"));
  }

  @Test
  void aParkedThreadHasAReason() throws Exception {
    var event = new LifecycleEvent(LifecycleEvent.Kind.PARKED, "t", "workflow-resume-0-7", "ab".repeat(32), 1L, "step/unknown-bundle", "", "");
    assertThat(new ObjectMapper().readTree(event.toJson()).get("reason").asText()).isEqualTo("step/unknown-bundle");
  }

  @Test
  void aStartNamesItsParentAndItsCause_2_05() throws Exception {
    var event = new LifecycleEvent(LifecycleEvent.Kind.STARTED, "c", "workflow-resume-0-9", "ab".repeat(32), 1L, "", "p\"", "workflow-resume-0-7");
    var json = new ObjectMapper().readTree(event.toJson());
    assertThat(json.get("parent").asText()).isEqualTo("p\"");
    assertThat(json.get("cause").asText()).isEqualTo("workflow-resume-0-7");
    assertThat(json.has("reason")).isFalse();
  }
}
