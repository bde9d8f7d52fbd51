package io.kafkaworkflow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final Job JOB = new Job("r~1", "r", "a", Job.JSON.valueToTree(Map.of("n", 2)));
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Attempts attempts = new Attempts(pauses::add, lines::add);

  @Test
  void whatTheHandlerReturnsIsTheOutput_3_05() throws InterruptedException {
    assertThat(attempts.at(JOB, (input, job) -> Map.of("twice", input.get("n").asInt() * 2))).isEqualTo(new Outcome.Done("{\"twice\":4}"));
    assertThat(attempts.at(JOB, (input, job) -> null)).isEqualTo(new Outcome.Done("null"));
    assertThat(pauses).isEmpty();
  }

  @Test
  void aHandlerThatFailsIsCalledThreeTimesMoreASecondApart_3_06() throws InterruptedException {
    assertThat(attempts.at(JOB, (input, job) -> {
      throw new IllegalStateException("no cover");
    })).isEqualTo(new Outcome.Failed("no cover"));
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(lines).hasSize(4).last().isEqualTo("job r~1 (a): attempt 4 of 4 failed: no cover");
  }

  @Test
  void aLaterAttemptMaySucceed_3_06() throws InterruptedException {
    assertThat(attempts.at(JOB, (input, job) -> {
      if (pauses.size() < 3) throw new IllegalStateException();
      return 1;
    })).isEqualTo(new Outcome.Done("1"));
  }

  @Test
  void anOutputThatCannotBeSentIsAFailure_3_06() throws InterruptedException {
    assertThat(attempts.at(JOB, (input, job) -> "x".repeat(Attempts.OUTPUT_BYTES_MAX))).isEqualTo(new Outcome.Failed("the output has 900002 bytes, more than 900000"));
    assertThat(attempts.at(JOB, (input, job) -> new Object())).isInstanceOf(Outcome.Failed.class);
    assertThat(attempts.at(JOB, (input, job) -> {
      throw new IllegalStateException("x".repeat(Attempts.OUTPUT_BYTES_MAX));
    })).isEqualTo(new Outcome.Failed("x".repeat(Attempts.MESSAGE_CHARACTERS_MAX)));
  }
}
