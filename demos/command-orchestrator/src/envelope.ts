/** What arrives on the commands topic. */
export interface Command {
  readonly correlation_id?: string;
  /** Name of a definition. */
  readonly workflow: string;
  /** Where the answers go instead of the responses topic; one of the topics that the orchestrator was built with. */
  readonly reply_topic?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

/** What goes out. */
export interface Response {
  readonly correlation_id: string | null;
  readonly status: "success" | "error" | "step_result";
  readonly result?: unknown;
  readonly error?: string;
}

/** What a step published on its way: the payload as the service gave it, as text. */
export interface StepResult {
  readonly step: string;
  readonly payload: string;
  /** What was asked, where the definition wants it back. */
  readonly query?: unknown;
}

/** Why a command cannot be carried out, however often it is tried. */
export class PermanentError extends Error {}

/** The command, or what is wrong with it. @throws PermanentError */
export function checkedCommand(given: unknown): Command {
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new PermanentError("the command is no JSON object");
  const { correlation_id: id, workflow, reply_topic: reply, attrs } = given as Record<string, unknown>;
  if (id !== undefined && !isId(id)) throw new PermanentError("correlation_id must be a text of 1 to 200 characters");
  if (typeof workflow !== "string") throw new PermanentError("the command names no workflow");
  if (reply !== undefined && typeof reply !== "string") throw new PermanentError("reply_topic must be a text");
  if (attrs !== undefined && (typeof attrs !== "object" || attrs === null || Array.isArray(attrs))) throw new PermanentError("attrs must be an object");
  return given as Command;
}

/** Whom to answer, as far as the command says so: also one that means nothing gets an answer. */
export function addressOf(given: unknown): Pick<Command, "correlation_id" | "reply_topic"> {
  const { correlation_id: id, reply_topic: reply } = (given ?? {}) as Record<string, unknown>;
  return { ...(isId(id) ? { correlation_id: id } : {}), ...(typeof reply === "string" ? { reply_topic: reply } : {}) };
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= 200;
}
