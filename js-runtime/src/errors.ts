/**
 * An error with a stable code (`codec/unserializable-value`), raised by the runtime, the codec and the testing kit. Every
 * code has a heading in `messages/<area>.md`. A host that sees one undoes the step.
 */
export class WorkflowError extends Error {
  readonly code: string;

  /** `lines` follow the first line: `at`, `then`, `help`, in that order, where they say something. */
  constructor(code: string, what: string, lines: ErrorLines = {}) {
    let text = `${code}: ${what}`;
    if (lines.at !== undefined) text += `\n  at    ${lines.at}`;
    if (lines.then !== undefined) text += `\n  then  ${lines.then}`;
    if (lines.help !== undefined) text += `\n  help  ${lines.help}`;
    super(text);
    this.code = code;
  }

  /** An error of another realm as one of this realm. @internal */
  static of(code: string, message: string): WorkflowError {
    const error = new WorkflowError(code, "");
    error.message = message;
    return error;
  }

  override get name(): string {
    return "WorkflowError";
  }
}

/** Where it happened, what the system does now, what to try first. */
export interface ErrorLines {
  readonly at?: string | undefined;
  readonly then?: string | undefined;
  readonly help?: string | undefined;
}
