package io.kafkaworkflow.engine.step;

/**
 * Which step it was: the record and what it asked, so that the record of the same offset in a topic that was made anew is another one.
 *
 * @param stepId {@code <topic>-<partition>-<offset>}
 */
public record RunawayStep(String stepId, String threadId, Command command) {

  public static RunawayStep of(StepInput input) {
    return new RunawayStep(input.stepId(), input.threadId(), input.command());
  }
}
