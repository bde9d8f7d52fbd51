import type { InputOutcome, StepContext } from "../abi.js";
import { WorkflowError } from "../errors.js";
import { Step, enterStep } from "./context.js";
import { armModuleCursors, settleModuleCursors } from "./cursor.js";
import { failureOf } from "./failure.js";
import { readActions } from "./input-actions.js";
import { inputRecord } from "./input-record.js";
import { withIntrinsics } from "./intrinsics.js";
import { RESUME_TOPIC, SCHEDULER_TOPIC } from "./outputs.js";
import { coreOf } from "./promise.js";
import { enterThread, thread } from "./queue.js";
import { Thread } from "./thread.js";
import { dropHeld } from "./weak.js";

/** Input topics of one bundle: each has a consumer of its own in the engine. */
const INPUTS_MAX = 32;
const TOPIC_NAME = /^[A-Za-z0-9._-]{1,249}$/;
/** Topics of the engine itself that nobody may read as an input: its records would come back to it, or mean nothing. */
const RESERVED = [RESUME_TOPIC, SCHEDULER_TOPIC, "workflow-dead-letter", "workflow-bundles"];

/** UTF-16 units of what an error says, and of its stack: both go into record headers. */
const MESSAGE_UNITS_MAX = 1_000;
const STACK_UNITS_MAX = 8_000;

/** What `manifest.inputs` declares: a function for each topic. */
export class Inputs {
  readonly topics: readonly string[];
  readonly #functions: Record<string, Function>;

  /** @param declared `manifest.inputs`; undefined: none. @throws WorkflowError `host/bad-manifest` */
  constructor(declared: unknown) {
    this.#functions = Object.create(null) as Record<string, Function>;
    if (declared !== undefined && (typeof declared !== "object" || declared === null || Array.isArray(declared))) throw badInputs("it must be an object");
    for (const [topic, given] of Object.entries(declared ?? {}) as [string, unknown][]) {
      if (!TOPIC_NAME.test(topic)) throw badInputs(`${JSON.stringify(topic)} is no topic name`);
      if (RESERVED.includes(topic)) throw badInputs(`${topic} is a topic of the engine's own`);
      if (typeof given !== "function") throw badInputs(`${topic} has ${given === null ? "null" : `a value of type ${typeof given}`}, not a function`);
      this.#functions[topic] = given;
    }
    this.topics = Object.keys(this.#functions);
    if (this.topics.length > INPUTS_MAX) throw badInputs(`it has ${this.topics.length} topics, at most ${INPUTS_MAX} are allowed`);
  }

  /** `HostInterface.input` */
  apply(context: StepContext, topic: string, timestampEpochMs: number, parts: readonly (string | ArrayBuffer | null | undefined)[]): InputOutcome {
    const declared = this.#functions[topic];
    if (declared === undefined) {
      throw new WorkflowError("input/not-declared", `the bundle has no input function for the topic ${JSON.stringify(topic)}`, {
        then: "nothing was sent; the record is dead-lettered",
        help: `declare it: export const manifest = { inputs: { ${JSON.stringify(topic)}: (record) => ... } }`,
      });
    }
    const step = new Step(context, true);
    enterStep(step);
    enterThread(new Thread());
    try {
      armModuleCursors();
      const record = withIntrinsics(() => inputRecord(context.stepId, topic, timestampEpochMs, parts));
      const result = call(declared, record, topic, step);
      settleModuleCursors();
      const records = withIntrinsics(() => readActions(result));
      return { records, log: step.log };
    } finally {
      dropHeld();
      enterStep(undefined);
      enterThread(new Thread());
    }
  }
}

function call(declared: Function, record: object, topic: string, step: Step): unknown {
  let result: unknown;
  try {
    result = Reflect.apply(declared, undefined, [record]);
  } catch (error) {
    throw step.fatal ?? (error instanceof WorkflowError ? error : failed(topic, error));
  }
  if (step.fatal !== undefined) throw step.fatal;
  if (coreOf(result) !== undefined || isThenable(result) || thread.jobs!.length > 0 || thread.unhandled!.length > 0) throw asynchronous(topic);
  return result;
}

function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** What the function threw, with its stack in positions of the bundle, which the host translates. */
function failed(topic: string, error: unknown): WorkflowError {
  const { text, stack } = failureOf(error);
  const frames = stack.split("\n").filter((line) => /^ +at /.test(line)).join("\n").slice(0, STACK_UNITS_MAX);
  const thrown = text.slice(0, MESSAGE_UNITS_MAX).replaceAll("\n", " ");
  return new WorkflowError("input/failed", `the input function of ${topic} threw ${thrown}${frames === "" ? "" : `\n${frames}`}`, {
    then: "nothing was sent; the record is dead-lettered",
    help: "correct the record or the function; a record that means nothing to the workflows is left out by returning nothing",
  });
}

function asynchronous(topic: string): WorkflowError {
  return new WorkflowError("input/asynchronous", `the input function of ${topic} returned a promise, or left one that waits`, {
    then: "nothing was sent; the record is dead-lettered",
    help: "an input function is plain and synchronous: start a thread, and await there",
  });
}

function badInputs(what: string): WorkflowError {
  return new WorkflowError("host/bad-manifest", `\`manifest.inputs\`: ${what}`, {
    then: "the bundle is not loaded",
    help: "export const manifest = { outputTopics: [], inputs: { orders: (record) => ({ start: { thread: record.key } }) } }",
  });
}
