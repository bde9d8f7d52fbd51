package io.kafkaworkflow.engine.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.protocol.ReasonCode;
import io.kafkaworkflow.protocol.ResumeRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

  @Test
  void aMessageHasFourParts() {
    assertThat(Refusal.of(ReasonCode.THREAD_UNKNOWN).message("workflow-resume-0@1", "it is parked")).isEqualTo(
        "protocol/thread-unknown: there is no thread with this id\n  at    workflow-resume-0@1\n  then  it is parked\n  help  "
            + ReasonCode.THREAD_UNKNOWN.help());
  }

  @Test
  void aMalformedRecordSaysWhere() {
    assertThat(Refusal.of(new ResumeRecord.Malformed(ReasonCode.JSON_BROKEN, "two values", 7)).what())
        .isEqualTo("the JSON text is broken (two values), at byte 7");
  }

  @Test
  void theMessageOfAStepIsTakenApartSoThatNoPartComesTwice() {
    var refused = new StepResult.Refused(
        "codec/x", "codec/x: cannot save `a`\n  at    a.ts:1:2\n  then  the step is undone\n  help  keep `b`", List.of());
    assertThat(Refusal.of(refused).message("r-0@1", "it is parked"))
        .isEqualTo("codec/x: cannot save `a`\n  at    a.ts:1:2\n  at    r-0@1\n  then  it is parked\n  help  keep `b`");
  }

  @Test
  void aPlainMessageOfAStepStays() {
    assertThat(Refusal.of(new StepResult.Refused("step/x", "too slow", List.of())).message("r-0@1", "it is parked"))
        .isEqualTo("step/x: too slow\n  at    r-0@1\n  then  it is parked");
  }
}
