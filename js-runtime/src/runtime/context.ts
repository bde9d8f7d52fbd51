import type { StepContext } from "../abi.js";
import { WorkflowError } from "../errors.js";
import type { RandomStream } from "./random-stream.js";

/** What belongs to one step and is never saved. Replaced as a whole, so a failed step leaves nothing behind (1-D2). */
export class Step {
  /** Flat: topic, key, value. */
  readonly outputs: (string | null | undefined)[] = [];
  /** Flat: number of the output, name, value. */
  readonly outputHeaders: (string | number)[] = [];
  /** Flat: name, value, of all labels that the thread has now; undefined: none was set or taken off. */
  labels: readonly string[] | undefined = undefined;
  /** Flat: level, text. */
  readonly log: string[] = [];
  /** The first error that undoes the step; user code may have caught it. */
  fatal: WorkflowError | undefined = undefined;

  /** The random values of this step, once they are asked for. */
  random: RandomStream | undefined = undefined;

  /** @param isInput it belongs to an input function: there is no thread */
  constructor(readonly context: StepContext, readonly isInput = false) {}
}

let step: Step | undefined;

export function enterStep(next: Step | undefined): void {
  step = next;
}

/** The running step. */
export function currentStep(): Step {
  if (step === undefined) {
    throw new WorkflowError("step/outside-step", "workflow functions cannot be called while the module is evaluated", {
      then: "the bundle is not loaded",
      help: "call ref, output, threadId and so on inside the workflow function",
    });
  }
  return step;
}

/** The running step, or undefined while the bundle is evaluated. */
export function stepOrNone(): Step | undefined {
  return step;
}

/**
 * The running step of a thread.
 *
 * @param call what user code called
 * @throws WorkflowError `input/forbidden-call` in an input function, whose record is then dead-lettered even when the code catches it
 */
export function threadStep(call: string): Step {
  const s = currentStep();
  if (s.isInput) {
    undoStep(new WorkflowError("input/forbidden-call", `\`${call}\` was called in an input function, where there is no thread`, {
      then: "nothing was sent; the record is dead-lettered",
      help: "return what is to be started or resumed, and do this in the workflow",
    }));
  }
  return s;
}

export function context(): StepContext {
  return currentStep().context;
}

/** Throws `error`, and makes sure that the step is undone even when user code catches it. */
export function undoStep(error: WorkflowError): never {
  const s = currentStep();
  s.fatal ??= error;
  throw error;
}
