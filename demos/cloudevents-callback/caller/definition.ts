import { parse } from "yaml";

/** What starts a workflow by an event. */
export interface StartEvent {
  readonly type: string;
  readonly source: string;
  /** Extension attribute that carries the correlation value. */
  readonly correlation: string;
}

/** The definition cannot be used for a start by event: the caller's fault, not the server's. */
export class DefinitionError extends Error {}

/** From a workflow's definition: start state, its event reference, the event (0-03). @throws DefinitionError (0-13) */
export function startEventOf(source: string | undefined): StartEvent {
  if (source === undefined || source.trim() === "") throw new DefinitionError("the workflow has no definition");
  const definition = fields(parsed(source), "the definition");
  const start = typeof definition["start"] === "object" && definition["start"] !== null ? fields(definition["start"], "start")["stateName"] : definition["start"];
  if (typeof start !== "string" || start === "") throw new DefinitionError("the definition has no start");
  const state = named(list(definition["states"], "states"), start, "the start state");
  const [on] = list(state["onEvents"], `onEvents of the state ${start}`);
  const [reference] = list(fields(on, `onEvents of the state ${start}`)["eventRefs"], `eventRefs of the state ${start}`);
  if (typeof reference !== "string") throw new DefinitionError(`the state ${start} refers to no event`);
  const event = named(list(definition["events"], "events"), reference, "the event");
  const [correlation] = list(event["correlation"], `correlation of the event ${reference}`);
  const attribute = fields(correlation, `correlation of the event ${reference}`)["contextAttributeName"];
  if (typeof attribute !== "string" || !/^[a-z0-9]+$/.test(attribute)) throw new DefinitionError(`the event ${reference} names no attribute for its correlation`);
  return { type: textOf(event, "type", reference), source: textOf(event, "source", reference), correlation: attribute };
}

function parsed(source: string): unknown {
  try {
    return parse(source);
  } catch {
    throw new DefinitionError("the definition is not YAML");
  }
}

function fields(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new DefinitionError(`${what} must be an object`);
  return value as Record<string, unknown>;
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new DefinitionError(`${what} must be a list`);
  return value;
}

function named(all: unknown[], name: string, what: string): Record<string, unknown> {
  const found = all.find((one) => typeof one === "object" && one !== null && (one as { name?: unknown }).name === name);
  if (found === undefined) throw new DefinitionError(`${what} ${name} is missing`);
  return found as Record<string, unknown>;
}

function textOf(event: Record<string, unknown>, field: string, name: string): string {
  const value = event[field];
  if (typeof value !== "string" || value === "") throw new DefinitionError(`the event ${name} has no ${field}`);
  return value;
}
