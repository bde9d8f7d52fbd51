package io.kafkaworkflow.engine.step;

import io.kafkaworkflow.protocol.JsonText;
import java.util.List;

/**
 * The reasons for which a step is undone that the engine itself finds. Each code has a page under docs/errors; reasons that the code in the
 * bundle finds ({@code step/undeclared-topic}, ...) come with their own code.
 */
public final class Refusals {

  private static final String THEN = "\n  then  the step is undone and its record is dead-lettered; the thread's previous continuation is unchanged";

  private static final String RUNAWAY_HELP = "\n  help  look for bigints of more than 100,000 digits, array methods on an object that claims a huge length, `replaceAll` with millions of "
      + "matches, built-ins on an iterator without an end, recursion in `finally`; then redrive the record";

  private Refusals() {}

  public static StepResult.Refused unknownBundle(BundleId id) {
    return refused("step/unknown-bundle", "the thread was started on bundle " + id + ", which is not among the published ones"
        + THEN + "\n  help  publish its file again (`bundles publish`), then redrive the record");
  }

  public static StepResult.Refused timeLimit(long limitMs, StepInput input) {
    return refused("step/time-limit", "step " + input.stepId() + " used more than " + limitMs + " ms of CPU time" + THEN
        + "\n  help  look for a loop without an await, or raise `workflow.step.time.limit.ms`");
  }

  /** The step has gone on for {@code graceMs} of CPU time after it was interrupted, now or in a process that was halted for it. */
  public static StepResult.Refused runaway(StepInput input, long graceMs) {
    return refused("step/not-interruptible", runawayWhat(input, graceMs) + "; it is not run again" + THEN + RUNAWAY_HELP);
  }

  /**
   * For the log, when it happens.
   *
   * @param then what becomes of the process
   */
  public static String runawayMessage(StepInput input, long graceMs, String then) {
    return "step/not-interruptible: " + runawayWhat(input, graceMs) + "\n  at    " + input.stepId() + ", thread " + JsonText.quote(input.threadId())
        + "\n  then  " + then + RUNAWAY_HELP;
  }

  private static String runawayWhat(StepInput input, long graceMs) {
    return "step " + input.stepId() + " went on for more than " + graceMs + " ms of CPU time after it was interrupted";
  }

  public static StepResult.Refused memoryLimit(long limitBytes, StepInput input) {
    return refused("step/memory-limit", "step " + input.stepId() + " allocated more than " + limitBytes + " bytes" + THEN
        + "\n  help  look for data that grows without an end, work on large data in parts or in a service, or raise "
        + "`workflow.step.allocation.bytes.max` together with the heap");
  }

  public static StepResult.Refused outputLimit(String found, List<LogLine> log) {
    return new StepResult.Refused("step/output-limit", "step/output-limit: " + found + THEN
        + "\n  help  spread the work over several steps, or raise `workflow.output.records.max` or `workflow.output.bytes.max`", log);
  }

  public static StepResult.Refused continuationTooLarge(String found, List<LogLine> log) {
    return new StepResult.Refused("step/continuation-too-large", "step/continuation-too-large: " + found + THEN
        + "\n  help  keep large data outside and its key in the workflow, or raise `workflow.continuation.bytes.max` and the changelog topic's `max.message.bytes`", log);
  }

  /** Something that no workflow should be able to cause: a defect of the runtime or of the engine. */
  public static StepResult.Refused internalError(Throwable cause) {
    return refused("step/internal-error", "the engine failed in the middle of the step: " + cause + THEN
        + "\n  help  this is a defect of the engine; report it with the log around this record");
  }

  private static StepResult.Refused refused(String code, String text) {
    return new StepResult.Refused(code, code + ": " + text, List.of());
  }
}
