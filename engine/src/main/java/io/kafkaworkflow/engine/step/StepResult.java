package io.kafkaworkflow.engine.step;

import java.util.List;

/** What a step did. Everything the caller must store and send; the log lines only describe. */
public sealed interface StepResult {

  /** Lines that the workflow's code wrote, in order; also those of a step that is undone. */
  List<LogLine> log();

  /** The thread waits. Store {@code continuation}, send {@code outputs} in order. */
  record Suspended(byte[] continuation, List<Output> outputs, List<LogLine> log) implements StepResult {}

  /** The thread's main function returned. {@code resultJson} is JSON text, {@code null} for undefined. */
  record Completed(byte[] completionRecord, String resultJson, List<Output> outputs, List<LogLine> log)
      implements StepResult {}

  /** The thread's main function threw, or was cancelled. */
  record Failed(
      byte[] completionRecord, ThreadFailure failure, boolean isCancelled, List<Output> outputs, List<LogLine> log)
      implements StepResult {}

  /**
   * The step is undone: nothing is stored or sent, and the record goes to the dead letters.
   *
   * @param code such as {@code step/time-limit}; each has a page under {@code docs/errors}
   * @param message what, where and help, without contents of the thread's values
   */
  record Refused(String code, String message, List<LogLine> log) implements StepResult, InputResult {}
}
