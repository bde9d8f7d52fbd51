import { WorkflowError } from "../errors.js";

const PARKED = "the step is undone and its record is dead-lettered; the thread's previous continuation is unchanged";

/** @param kind what the value is, such as `a WeakMap`; never its contents */
export function unserializableValue(path: string, kind: string, at: string | undefined, help: string): WorkflowError {
  return new WorkflowError("codec/unserializable-value", `cannot save \`${path}\` (${kind}) in a continuation`, { at, then: PARKED, help });
}

export function unrestorableModuleObject(path: string, why: string): WorkflowError {
  return new WorkflowError("codec/unrestorable-module-object", `the step changed \`${path}\` in a way that cannot be taken back: ${why}`, {
    then: PARKED,
    help: "do this at module level, or to an object that the workflow made itself",
  });
}

export function malformedContinuation(offset: number, what: string): WorkflowError {
  return new WorkflowError("codec/malformed-continuation", `byte ${offset} of a continuation: ${what}`, {
    then: "nothing of the continuation is used; its record is dead-lettered",
    help: "compare the bundle ids; if they are equal, the stored bytes were damaged",
  });
}

export function unknownBuiltIn(name: string): WorkflowError {
  return new WorkflowError("codec/unknown-built-in", `the continuation uses the built-in \`${name}\`, which this JavaScript engine does not have`, {
    then: "nothing of the continuation is used; its record is dead-lettered",
    help: "resume the thread on an engine that has it",
  });
}
