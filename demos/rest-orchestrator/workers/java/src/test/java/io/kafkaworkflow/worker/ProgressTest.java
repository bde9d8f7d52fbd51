package io.kafkaworkflow.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress = new Progress();

  @Test
  void movesOnWhenAllBeforeAreDone_3_06() {
    assertThat(progress.begin(5)).isTrue();
    assertThat(progress.begin(6)).isTrue();
    assertThat(progress.begin(9)).isTrue();
    assertThat(progress.done(6)).isEmpty();
    assertThat(progress.done(5)).isEqualTo(OptionalLong.of(7));
    assertThat(progress.done(9)).isEqualTo(OptionalLong.of(10));
  }

  @Test
  void takesAnOffsetOnceWhileItIsWorkedOn_3_07() {
    assertThat(progress.begin(5)).isTrue();
    assertThat(progress.begin(5)).isFalse();
    assertThat(progress.done(5)).isEqualTo(OptionalLong.of(6));
    assertThat(progress.done(5)).as("nothing has moved").isEmpty();
    assertThat(progress.begin(5)).as("its commit was lost").isTrue();
  }
}
