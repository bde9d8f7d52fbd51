package io.kafkaworkflow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final RateLimits limits = new RateLimits(2, clock::get);

  @Test
  void aCallerHasTheRequestsOfOneSecondAndGetsThemBackEvenly() {
    assertThat(limits.take("a")).isTrue();
    assertThat(limits.take("a")).isTrue();
    assertThat(limits.take("a")).isFalse();
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(limits.take("a")).isTrue();
    assertThat(limits.take("a")).isFalse();
  }

  @Test
  void silenceSavesUpNoMoreThanOneSecond() {
    clock.addAndGet(TimeUnit.HOURS.toNanos(1));
    assertThat(limits.take("a")).isTrue();
    assertThat(limits.take("a")).isTrue();
    assertThat(limits.take("a")).isFalse();
  }

  @Test
  void callersAreCountedApart() {
    limits.take("a");
    limits.take("a");
    assertThat(limits.take("b")).isTrue();
  }
}
