package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.InputResult;
import io.kafkaworkflow.engine.step.Refusals;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;

/** One call of an input function in one entered context. */
final class InputCall implements GuestCall<InputResult> {

  private final StepInput input;
  private final Command.Translate command;
  private final ExecutorLimits limits;
  private final GuestContext context;

  InputCall(StepInput input, Command.Translate command, ExecutorLimits limits, GuestContext context) {
    this.input = input;
    this.command = command;
    this.limits = limits;
    this.context = context;
  }

  @Override
  public Object prepare() {
    return GuestValues.UNDEFINED;
  }

  /** Returns an {@code InputOutcome}. */
  @Override
  public Object call(Object prepared) {
    Object stepContext = context.calls().stepContext(input.threadId(), input.stepId(), input.incarnation(), input.kept().labels());
    return context.calls().translate(command.record(), stepContext);
  }

  @Override
  public InputResult result(Object outcome) {
    context.codec().checkBuiltIns();
    OutcomeReader read = new OutcomeReader(context.realm(), outcome);
    InputResult.Understood understood = new InputResult.Understood(read.resumes(), read.log(context.stacks()));
    int records = understood.records().size();
    return records <= limits.outputsMax() ? understood
        : Refusals.outputLimit("the input function asks for " + records + " records, the limit is " + limits.outputsMax(), understood.log());
  }

  @Override
  public InputResult refused(StepResult.Refused refusal) {
    return refusal;
  }
}
