/** One job of a run, for whichever worker has registered its action. */
export interface Step {
  readonly action: string;
  /** Steps are taken in this order, whatever their order in the list. */
  readonly stepIndex: number;
  /** How long its job may take in all, workers that are down included; milliseconds. */
  readonly timeoutMs?: number;
}

export interface Definition {
  readonly id: string;
  readonly steps: readonly Step[];
}

/** What was sent is no definition; told to whoever sent it. */
export class DefinitionError extends Error {}

/** Names of definitions and actions: they stand in URLs and in record keys. */
export const NAME = /^[\w.-]{1,100}$/;
const STEPS_MAX = 100;
/** A run tells how it stands at every step at least: less than what the topic of the runs keeps. */
const TIMEOUT_MS_MAX = 24 * 60 * 60 * 1000;

/** The definition with its steps in their order. @throws DefinitionError that names what is wrong */
export function checkedDefinition(given: unknown): Definition {
  const { id, steps, ...rest } = fields(given, "the definition");
  if (typeof id !== "string" || !NAME.test(id)) throw new DefinitionError("id must be 1 to 100 letters, digits, dots, dashes or underscores");
  refuseOthers(rest, "the definition");
  if (!Array.isArray(steps) || steps.length === 0 || steps.length > STEPS_MAX) throw new DefinitionError(`steps must be a list of 1 to ${STEPS_MAX} steps`);
  const checked = steps.map((step, at) => checkedStep(step, `steps[${at}]`)).sort((left, right) => left.stepIndex - right.stepIndex);
  const twice = checked.find((step, at) => step.stepIndex === checked[at + 1]?.stepIndex);
  if (twice !== undefined) throw new DefinitionError(`stepIndex ${twice.stepIndex} is there twice`);
  return { id, steps: checked };
}

function checkedStep(given: unknown, place: string): Step {
  const { action, stepIndex, timeoutMs, ...rest } = fields(given, place);
  if (typeof action !== "string" || !NAME.test(action)) throw new DefinitionError(`${place}.action must be 1 to 100 letters, digits, dots, dashes or underscores`);
  if (!isWhole(stepIndex, 0, Number.MAX_SAFE_INTEGER)) throw new DefinitionError(`${place}.stepIndex must be a whole number from 0`);
  if (timeoutMs !== undefined && !isWhole(timeoutMs, 1, TIMEOUT_MS_MAX)) throw new DefinitionError(`${place}.timeoutMs must be 1 to ${TIMEOUT_MS_MAX} milliseconds`);
  refuseOthers(rest, place);
  return { action, stepIndex, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

function fields(given: unknown, what: string): Record<string, unknown> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new DefinitionError(`${what} must be an object`);
  return given as Record<string, unknown>;
}

function refuseOthers(rest: object, what: string): void {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new DefinitionError(`${what} has a field that is not known: ${unknown}`);
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
}
