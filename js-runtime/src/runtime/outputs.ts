import { WorkflowError } from "../errors.js";
import { currentStep, threadStep, undoStep } from "./context.js";

/** Records that one step may send. */
export const OUTPUTS_PER_STEP_MAX = 10_000;
/** Length of one output value, in UTF-16 units. */
export const OUTPUT_VALUE_UNITS_MAX = 1_000_000;
/** Length of an output's key and of a topic's name, in UTF-16 units. */
export const OUTPUT_KEY_UNITS_MAX = 10_000;
const TOPIC_UNITS_MAX = 249;
/** Headers of one output, and length of a header's name and of its value, in UTF-16 units. */
const HEADERS_MAX = 100;
const HEADER_UNITS_MAX = 10_000;
/** What the engine writes on every output: ids, and the trace of the record that was applied. */
const RESERVED_HEADER = /^(?:workflow-.*|__.*|traceparent|tracestate|baggage)$/s;
/** Names and values in turn. */
type HeaderList = readonly string[];
const NO_HEADERS: HeaderList = Object.freeze([]);

interface OutputOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

/** The topic that starts and resumes threads; workflow code reaches it through `ensureThread` only. */
export const RESUME_TOPIC = "workflow-resume";

/** The topic whose records set timers. */
export const SCHEDULER_TOPIC = "workflow-scheduler";

/** Host defaults, filled at module level; a `manifest` has precedence. */
export const config = { outputTopics: new Set<string>() };

let declaredTopics: ReadonlySet<string> = new Set();

/** Called once, when the bundle has been evaluated. */
export function declareTopics(topics: readonly string[]): void {
  declaredTopics = new Set(topics);
}

/** `output(value, topic, key, { headers })`; `null` is a tombstone. */
export function output(value: string | null, topic: string, key?: string, options?: OutputOptions): void {
  threadStep("output");
  checkText("output", "value", value, OUTPUT_VALUE_UNITS_MAX, true);
  checkText("output", "topic", topic, TOPIC_UNITS_MAX, false);
  if (key !== undefined) checkText("output", "key", key, OUTPUT_KEY_UNITS_MAX, false);
  const headers = checkedHeaders(options);
  if (!declaredTopics.has(topic)) undoStep(undeclaredTopic(topic));
  send(topic, key, value, headers);
}

/** `outputJSON(value, topic, key, { headers })`. */
export function outputJSON(value: unknown, topic: string, key?: string, options?: OutputOptions): void {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`outputJSON: a ${typeof value} has no JSON form`);
  output(json, topic, key, options);
}

/** `ensureThread(value, key)`: starts the thread `key` unless it runs. */
export function ensureThread(value: unknown, key: string): void {
  threadStep("ensureThread");
  checkText("ensureThread", "key", key, OUTPUT_KEY_UNITS_MAX, false);
  if (key === "") throw new TypeError("ensureThread: the key must not be empty");
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`ensureThread: a ${typeof value} has no JSON form`);
  send(RESUME_TOPIC, key, `init:${json}`);
}

/** Sets (delay in ms) or takes back (null) the timer of `key` at the scheduler. */
export function sendTimer(key: string, delayMs: string | null): void {
  if (!declaredTopics.has(SCHEDULER_TOPIC)) {
    undoStep(new WorkflowError("step/undeclared-topic", `setTimeout and setInterval send to the topic "${SCHEDULER_TOPIC}", which is not declared`, {
      then: "the step is undone and its record is dead-lettered",
      help: `add it to \`export const manifest = { outputTopics: ["${SCHEDULER_TOPIC}"] }\``,
    }));
  }
  send(SCHEDULER_TOPIC, key, delayMs);
}

function send(topic: string, key: string | undefined, value: string | null, headers: HeaderList = NO_HEADERS): void {
  const { outputs, outputHeaders } = currentStep();
  if (outputs.length / 3 >= OUTPUTS_PER_STEP_MAX) {
    undoStep(new WorkflowError("step/too-many-outputs", `one step sends more than ${OUTPUTS_PER_STEP_MAX} records`, {
      then: "the step is undone and its record is dead-lettered",
      help: "look for a loop without an end, or spread the work over several steps",
    }));
  }
  for (let i = 0; i < headers.length; i += 2) outputHeaders.push(outputs.length / 3, headers[i]!, headers[i + 1]!); // no `for ... of`: user code may have replaced the iterator of arrays
  outputs.push(topic, key, value);
}

/** Each header is read once: an accessor of the caller's cannot answer differently after the check. */
function checkedHeaders(options: OutputOptions | undefined): HeaderList {
  if (options === undefined || options.headers === undefined) return NO_HEADERS;
  const { headers } = options;
  if (typeof headers !== "object" || headers === null) throw new TypeError(`output: the headers must be an object, found ${headers === null ? "null" : typeof headers}`);
  const names = Object.keys(headers);
  if (names.length > HEADERS_MAX) throw new RangeError(`output: ${names.length} headers, the limit is ${HEADERS_MAX}`);
  const list: string[] = [];
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    const value: unknown = headers[name];
    if (name === "" || RESERVED_HEADER.test(name)) throw new TypeError(`output: the header ${JSON.stringify(name)} is ${name === "" ? "without a name" : "the engine's own"}`);
    checkText("output", "name of a header", name, HEADER_UNITS_MAX, false);
    checkText("output", `header ${name}`, value, HEADER_UNITS_MAX, false);
    list.push(name, value as string);
  }
  return list;
}

function checkText(name: string, what: string, value: unknown, unitsMax: number, isNullable: boolean): void {
  if (value === null && isNullable) return;
  if (typeof value !== "string") {
    const found = value === null ? "null" : typeof value;
    const help = name === "output" && what === "value" ? "; outputJSON writes other values as JSON" : "";
    throw new TypeError(`${name}: the ${what} must be a string, found ${found}${help}`);
  }
  if (value.length > unitsMax) throw new RangeError(`${name}: the ${what} has ${value.length} characters, the limit is ${unitsMax}`);
}

function undeclaredTopic(topic: string): WorkflowError {
  return new WorkflowError("step/undeclared-topic", `output to the topic ${JSON.stringify(topic)}, which is not declared`, {
    then: "the step is undone and its record is dead-lettered",
    help: topic === RESUME_TOPIC
      ? "use ensureThread to start a thread"
      : `add it to \`export const manifest = { outputTopics: [${JSON.stringify(topic)}] }\``,
  });
}
