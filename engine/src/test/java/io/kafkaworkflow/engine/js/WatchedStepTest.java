package io.kafkaworkflow.engine.js;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.RunawaySteps;
import io.kafkaworkflow.engine.step.StepInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The watchdog's decisions, with counters that the test sets and guest code that the test ends. */
class WatchedStepTest {
  private static final StepInput STEP = new StepInput("t-1", "workflow-resume-0-17", 17, 0, "", new Command.Start("1"));

  private long cpuMs;
  private long allocatedBytes;
  private boolean isInterruptible = true;
  private int interrupts;
  private final List<String> reported = new ArrayList<>();
  private final WatchedStep watched = new WatchedStep(new WatchedStep.Limits(1_000, 500, 2_000), new Counters(), new Reports());

  private final class Counters implements StepMeter {
    @Override
    public long cpuNanos(Thread thread) {
      return TimeUnit.MILLISECONDS.toNanos(cpuMs);
    }

    @Override
    public long allocatedBytes(Thread thread) {
      return allocatedBytes;
    }
  }

  private final class Reports implements RunawaySteps {
    @Override
    public boolean contains(StepInput step) {
      return false;
    }

    @Override
    public void report(StepInput step, long graceMs) {
      reported.add(step.stepId() + " after " + graceMs + " ms");
    }
  }

  private void guest(Duration wait) throws TimeoutException {
    interrupts++;
    if (!isInterruptible) {
      throw new TimeoutException();
    }
  }

  private void checkAt(long atCpuMs) {
    cpuMs = atCpuMs;
    watched.check();
  }

  @Test
  void aStepWithinItsLimitsIsLeftAlone() {
    watched.begin(this::guest, STEP);
    checkAt(10);
    allocatedBytes = 500;
    checkAt(1_009);
    assertThat(interrupts).isZero();
    assertThat(watched.end()).isTrue();
    assertThat(watched.excess(false)).isEqualTo(WatchedStep.Excess.NOTHING);
  }

  @Test
  void theTimeOfOneStepIsNotThatOfTheNext() {
    watched.begin(this::guest, STEP);
    checkAt(0);
    checkAt(999);
    assertThat(watched.end()).isTrue();
    watched.begin(this::guest, STEP);
    checkAt(1_000);
    checkAt(1_999);
    assertThat(interrupts).isZero();
    checkAt(2_000);
    assertThat(interrupts).isEqualTo(1);
  }

  @Test
  void aStepThatTakesTooMuchIsInterruptedOnce() {
    watched.begin(this::guest, STEP);
    checkAt(0);
    allocatedBytes = 501;
    checkAt(1);
    checkAt(9_000);
    assertThat(interrupts).isEqualTo(1);
    assertThat(watched.end()).isFalse();
    watched.awaitInterrupt();
    assertThat(watched.excess(true)).isEqualTo(WatchedStep.Excess.MEMORY);
    assertThat(reported).isEmpty();
  }

  @Test
  void aStepThatGoesOnIsReportedOnceAfterItsGrace() {
    isInterruptible = false;
    watched.begin(this::guest, STEP);
    checkAt(0);
    checkAt(1_000);
    checkAt(2_999);
    assertThat(reported).isEmpty();
    checkAt(3_000);
    checkAt(9_000);
    assertThat(reported).containsExactly("workflow-resume-0-17 after 2000 ms");
    assertThat(interrupts).as("it is interrupted at every look").isEqualTo(4);
  }

  /** Paused, stopped in a debugger, starved by others: the stream thread has had no time in which it could have been interrupted. */
  @Test
  void aMachineThatStallsMakesNoStepARunaway() {
    isInterruptible = false;
    watched.begin(this::guest, STEP);
    checkAt(0);
    for (int look = 0; look < 10_000; look++) {
      checkAt(1_000);
    }
    assertThat(reported).isEmpty();
    isInterruptible = true;
    checkAt(1_000);
    assertThat(watched.end()).as("it was interrupted, however long that took").isFalse();
    watched.awaitInterrupt();
    assertThat(watched.excess(true)).isEqualTo(WatchedStep.Excess.TIME);
  }

  @Test
  void theNextRunawayIsReportedToo() {
    for (int run = 0; run < 2; run++) {
      isInterruptible = false;
      watched.begin(this::guest, STEP);
      checkAt(run * 10_000L);
      checkAt(run * 10_000L + 1_000);
      checkAt(run * 10_000L + 3_000);
      isInterruptible = true;
      checkAt(run * 10_000L + 3_001);
      assertThat(watched.end()).isFalse();
      watched.awaitInterrupt();
    }
    assertThat(reported).hasSize(2);
  }
}
