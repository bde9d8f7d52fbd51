package io.kafkaworkflow.engine.js;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.RunawaySteps;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operation that GraalJS does not interrupt, in a process that must not be halted: it is waited for once, and never again (1-D2). */
@Timeout(300) // against an operation that never ends; nothing here depends on how long it takes
class RunawayStepTest {

  @Test
  void aStepThatCannotBeInterruptedIsRefusedAndNotRunAgain() {
    try (GuestHost host = new GuestHost(8, RunawaySteps.inMemory(), 1)) {
      Bundle bundle = TestBundles.compiled(host, "attacks");
      ExecutorLimits limits = new ExecutorLimits(200, 1L << 30, 900_000, 450_000, 1_000, 4_000_000);
      try (StepExecutor executor = host.newExecutor(BundleCatalog.of(bundle), limits)) {
        StepDriver.refused(executor.apply(start(17, "powersForLong"), null), "step/not-interruptible");
        long before = StepMeter.ofJvm().cpuNanos(Thread.currentThread());
        StepResult.Refused again = StepDriver.refused(executor.apply(start(17, "powersForLong"), null), "step/not-interruptible");
        assertThat(StepMeter.ofJvm().cpuNanos(Thread.currentThread()) - before).as("CPU ns of a step that is not run").isLessThan(200_000_000L);
        assertThat(again.message()).contains("it is not run again").contains("\n  then  ").contains("\n  help  ");
        StepDriver.continuation(executor.apply(start(18, "victim"), null));
      }
    }
  }

  private static StepInput start(long offset, String kind) {
    return new StepInput("t-1", "workflow-resume-0-" + offset, offset, 0, "", new Command.Start("{\"kind\":\"" + kind + "\"}"));
  }
}
