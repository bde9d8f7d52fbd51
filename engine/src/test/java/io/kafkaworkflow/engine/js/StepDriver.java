package io.kafkaworkflow.engine.js;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import org.jspecify.annotations.Nullable;

/** Gives records to an executor; each has the next offset and the next millisecond. */
final class StepDriver implements AutoCloseable {

  static final long STARTED_AT_EPOCH_MS = 1_700_000_000_000L;

  private final StepExecutor executor;
  private long offset = 99;

  StepDriver(GuestHost host, BundleCatalog catalog, ExecutorLimits limits) {
    executor = host.newExecutor(catalog, limits);
  }

  StepResult start(String argumentJson) {
    return apply(new Command.Start(argumentJson), null);
  }

  /** Starts the workflow of steps.ts that {@code kind} names. */
  StepResult startKind(String kind) {
    return start("{\"kind\":\"" + kind + "\"}");
  }

  StepResult settle(byte[] continuation, String ref, String valueJson) {
    return apply(new Command.Settle(ref, "{\"ref\":\"" + ref + "\",\"value\":" + valueJson + "}"), continuation);
  }

  StepResult cancel(byte[] continuation, String reasonJson) {
    return apply(new Command.Cancel(reasonJson), continuation);
  }

  StepResult apply(Command command, byte @Nullable [] previous) {
    offset++;
    return executor.apply(
        new StepInput("t-1", "workflow-resume-0-" + offset, offset, STARTED_AT_EPOCH_MS + offset, "key-1", command), previous);
  }

  static byte[] continuation(StepResult result) {
    assertThat(result).isInstanceOf(StepResult.Suspended.class);
    return ((StepResult.Suspended) result).continuation();
  }

  static String resultJson(StepResult result) {
    assertThat(result).isInstanceOf(StepResult.Completed.class);
    return ((StepResult.Completed) result).resultJson();
  }

  static StepResult.Refused refused(StepResult result, String code) {
    assertThat(result).isInstanceOf(StepResult.Refused.class);
    StepResult.Refused refused = (StepResult.Refused) result;
    assertThat(refused.code()).as(refused.message()).isEqualTo(code);
    return refused;
  }

  static StepResult.Failed failed(StepResult result) {
    assertThat(result).isInstanceOf(StepResult.Failed.class);
    return (StepResult.Failed) result;
  }

  @Override
  public void close() {
    executor.close();
  }
}
