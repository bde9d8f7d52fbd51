import { WorkflowError } from "../errors.js";

export function threadEnded(threadId: string, status: string): WorkflowError {
  return new WorkflowError("testing/thread-ended", `the thread ${JSON.stringify(threadId)} has ended (${status})`, {
    then: "nothing happened",
    help: "look at `result` and `error`, or start another thread",
  });
}

export function threadSpoiled(threadId: string): WorkflowError {
  return new WorkflowError("testing/thread-spoiled", `an earlier step of the thread ${JSON.stringify(threadId)} was undone`, {
    then: "nothing happened",
    help: 'with `reload: "never"` there are no bytes to go back to; use `reload: "step"` to go on after an undone step',
  });
}

export function threadExists(threadId: string): WorkflowError {
  return new WorkflowError("testing/thread-exists", `a thread ${JSON.stringify(threadId)} is running already`, {
    then: "nothing was started",
    help: "give each thread of a test its own threadId",
  });
}

export function refNotOpen(threadId: string, ref: string, open: readonly string[]): WorkflowError {
  const known = open.length === 0 ? "no ref is open" : `open are ${open.map((id) => JSON.stringify(id)).join(", ")}`;
  return new WorkflowError("testing/ref-not-open", `the thread ${JSON.stringify(threadId)} has no open ref ${JSON.stringify(ref)}: ${known}`, {
    then: "nothing happened; an engine would ignore the record",
    help: "take the id from an output or from `openRefs`",
  });
}

export function mailboxFull(threadId: string, ref: string): WorkflowError {
  return new WorkflowError("testing/mailbox-full", `the thread ${JSON.stringify(threadId)} does not await ${JSON.stringify(ref)}, and its mailbox is full`, {
    then: "nothing happened; an engine would dead-letter the record",
    help: "compare the ref with the names that the workflow awaits, and look at `mailbox`",
  });
}

export function invalidOption(name: string, expected: string): WorkflowError {
  return new WorkflowError("testing/invalid-option", `\`${name}\` must be ${expected}`);
}

export function invalidTimer(value: string | null, key: string): WorkflowError {
  return new WorkflowError("testing/invalid-timer", `the scheduler cannot read ${JSON.stringify(value)} for ${JSON.stringify(key)}`, {
    then: "the step is undone; a scheduler would dead-letter the record",
    help: "the value is a whole number of milliseconds in decimal digits, the key is `ref.key`",
  });
}

export function changedBuiltIn(name: string): WorkflowError {
  return new WorkflowError("step/changed-built-in", `the step changed the built-in \`${name}\`, which all threads share`, {
    then: "the step is undone and its record is dead-lettered; the thread's previous continuation is unchanged",
    help: "do this at module level, where it holds for every thread, or use a function of your own",
  });
}

export function stepTimeLimit(limitMs: number): WorkflowError {
  return new WorkflowError("testing/step-time-limit", `workflow code ran longer than ${limitMs} ms in one step`, {
    then: "the step is undone",
    help: "look for a loop that awaits nothing from outside, or raise `stepLimitMs`",
  });
}

export function notABundle(file: string): WorkflowError {
  return new WorkflowError("testing/not-a-bundle", `${file} is not a bundle of this version of kafka-workflow`, {
    help: "build it with `kafka-workflow build`, or give loadWorkflow the source file",
  });
}
