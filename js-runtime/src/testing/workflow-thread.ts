import { randomBytes } from "node:crypto";
import type { HostInterface, Outcome, StepContext } from "../abi.js";
import { WorkflowError } from "../errors.js";
import { changedBuiltIn, refNotOpen, stepTimeLimit, threadEnded, threadSpoiled } from "./errors.js";
import { type ThreadFrame, describe, framesOf } from "./frames.js";
import { Mailbox } from "./mailbox.js";
import { OutputRecord } from "./output-record.js";
import { limited } from "./realm.js";
import type { Workflow } from "./workflow.js";

/** How often a thread is turned into bytes and back. */
export type Reload = "never" | "step" | "microtask";

/** What one record does to a thread; undefined: there is none yet. */
type Act = (host: HostInterface, context: StepContext, thread: object | undefined) => Outcome;

/** What has become of a thread; `cancelled` when it ended by the token of a cancel record. */
export type ThreadStatus = "waiting" | "completed" | "failed" | "cancelled";
const STATUS: readonly ThreadStatus[] = ["waiting", "completed", "failed", "cancelled"];

/** A ref that a record may settle now. */
export interface OpenRef {
  readonly id: string;
  /** `file:line:column` of the await that waits for it, as far as the bundle knows. */
  readonly at: string | undefined;
}

/** What a failed or cancelled thread ended with. */
export interface ThreadError {
  /** `String(reason)` */
  readonly text: string;
  /** `name` of an error, else the type of the value. */
  readonly name: string;
  readonly message: string;
  /** In positions of the sources, as far as there is a source map; empty for values that have none. */
  readonly stack: string;
}

/** One thread under test. Every call runs one step to its end, as one record does in an engine. */
export class WorkflowThread {
  /** Every record that the thread has sent, in order. */
  readonly outputs: OutputRecord[] = [];
  /** Log lines, `level: text`. */
  readonly log: string[] = [];
  /** What the workflow returned, through JSON; undefined until it has. */
  result: unknown = undefined;
  error: ThreadError | undefined = undefined;
  status: ThreadStatus = "waiting";
  openRefs: readonly OpenRef[] = [];
  /** What `label` has set, by name. */
  labels: Readonly<Record<string, string>> = {};

  readonly #mailbox: Mailbox;
  #taken = 0;
  #isSpoiled = false;
  /** The thread between steps: bytes, or the object in the host that has it (`reload: "never"`). */
  #saved: Uint8Array | { host: HostInterface; thread: object } = new Uint8Array(0);

  constructor(readonly id: string, readonly workflow: Workflow, readonly reload: Reload, readonly incarnation: number) {
    this.#mailbox = new Mailbox(id);
  }

  /** Called by `Workflow.start`. @internal */
  start(argument: unknown): void {
    this.#apply((host, context) => host.start(context, JSON.stringify(argument) ?? "null"), this.workflow.nextOffset(), true);
  }

  /**
   * Settles a ref, as the record `{"ref": ..., "value": ...}` does. A name of `refId` that is not open yet waits in `mailbox`.
   *
   * @param ref its id, or an object with that `id`
   * @param value goes through JSON; undefined stays undefined
   * @throws WorkflowError `testing/ref-not-open`, `testing/mailbox-full`, `testing/thread-ended`, or the error that undoes the step
   */
  resume(ref: string | { readonly id: string }, value?: unknown): this {
    const id = idOf(ref);
    return this.deliver(id, JSON.stringify({ ref: id, value }));
  }

  /** Makes the await of a ref throw `error` (through JSON), as the record `{"ref": ..., "error": ...}` does; otherwise as `resume`. */
  reject(ref: string | { readonly id: string }, error: unknown): this {
    const id = idOf(ref);
    return this.deliver(id, JSON.stringify({ ref: id, error: error ?? null }));
  }

  /** Cancels the thread, as the record `{"cancel": reason}` does. */
  cancel(reason?: unknown): this {
    this.#mustWait();
    this.#apply((host, context, thread) => host.cancel(context, thread!, JSON.stringify(reason) ?? "null"), this.workflow.nextOffset());
    return this;
  }

  /** Applies a resume record, or keeps it in the mailbox until its ref is awaited. @internal */
  deliver(refId: string, recordJson: string): this {
    this.#mustWait();
    if (!this.accepts(refId)) throw refNotOpen(this.id, refId, this.openRefs.map((open) => open.id));
    const offset = this.workflow.nextOffset();
    if (this.openRefs.some((open) => open.id === refId) && !this.#mailbox.holds(refId)) this.#apply(settling(refId, recordJson), offset);
    else this.#mailbox.keep(refId, recordJson, offset, this.workflow.nowEpochMs);
    return this;
  }

  /** False for records that an engine would ignore or dead-letter: an id of `ref()` that is not open, a thread that has ended. */
  accepts(refId: string): boolean {
    return this.status === "waiting" && (!refId.startsWith("~") || this.openRefs.some((open) => open.id === refId));
  }

  /** Values of the records that wait for refs which nobody awaits yet, oldest first. */
  get mailbox(): readonly string[] {
    return this.#mailbox.records;
  }

  /** Lets virtual time pass: timers of all threads of the workflow fire in order. */
  advance(ms: number): this {
    this.workflow.advance(ms);
    return this;
  }

  /** The records sent since the last call; with `topic`, those of that topic (the others count as taken, too). */
  takeOutputs(topic?: string): OutputRecord[] {
    const taken = this.outputs.slice(this.#taken);
    this.#taken = this.outputs.length;
    return topic === undefined ? taken : taken.filter((record) => record.topic === topic);
  }

  /** Size of the thread's body in bytes; undefined with `reload: "never"` and after the end. */
  get bodyBytes(): number | undefined {
    return this.#saved instanceof Uint8Array && this.status === "waiting" ? this.#saved.length : undefined;
  }

  /**
   * The functions that wait, as a list of branches: each from the innermost frame, the one that waits for the world, out to main
   * or to the call that nobody awaits. Where branches meet (at a `Promise.all`), the outer frames are in each. Empty after the end.
   */
  get frames(): ThreadFrame[][] {
    if (this.status !== "waiting") return [];
    const saved = this.#saved;
    const context = { threadId: this.id, stepId: "", incarnation: this.incarnation, seed: "" };
    if (!(saved instanceof Uint8Array)) return framesOf(saved.host.branches(context, saved.thread));
    const host = this.workflow.takeRealm();
    const frames = framesOf(host.branches(context, host.load(saved)));
    this.workflow.recycleRealm(host);
    return frames;
  }

  /** `frames` as text, for a person who wonders what the thread is doing. */
  describe(): string {
    return this.status === "waiting" ? describe(this.frames) : this.status;
  }

  /** Runs one step, then one for each message that it made deliverable, as an engine does; see docs/protocol.md, "The mailbox". */
  #apply(act: Act, offset: number, isStart = false): void {
    this.#step(act, offset, isStart);
    const undone: unknown[] = [];
    for (let next = this.#mailbox.takeFor(this.openRefs); next !== undefined && !this.#isSpoiled; next = this.#mailbox.takeFor(this.openRefs)) {
      try {
        this.#step(settling(next.ref, next.json), next.offset, false);
      } catch (error) {
        // The steps before it stand. An engine dead-letters the message alone and goes on; the test is told when all is done.
        this.workflow.undelivered.push(`${this.id}|${next.json}`);
        undone.push(error);
      }
    }
    if (this.status !== "waiting") for (const { json } of this.#mailbox.takeAll()) this.workflow.undelivered.push(`${this.id}|${json}`);
    if (undone.length > 0) throw undone[0];
  }

  #step(act: Act, offset: number, isStart: boolean): void {
    const outputs: OutputRecord[] = [];
    const log: string[] = [];
    try {
      const { outcome, host } = limited(this.workflow.stepLimitMs, () => this.#run(act, offset, isStart, outputs, log));
      this.workflow.checkTimers(outputs);
      const isEnded = outcome.status !== 0;
      if (!isEnded) checkBuiltIns(host);
      const saved = this.reload === "never" ? { host, thread: outcome.thread } : isEnded ? new Uint8Array(0) : copied(host.save(outcome.thread));
      this.#adopt(outcome, host, saved);
      if (this.reload !== "never") this.workflow.recycleRealm(host);
    } catch (error) {
      // The step leaves nothing behind: its realm, which it may have spoiled, is dropped. Without bytes there is no way back.
      if (this.reload === "never") this.#isSpoiled = true;
      throw ofOurRealm(error);
    }
    this.outputs.push(...outputs);
    this.log.push(...log);
    this.workflow.applyOutputs(outputs);
  }

  /** Runs one step in a realm that is not the last one's; in another realm for each microtask when that is asked for. */
  #run(act: Act, offset: number, isStart: boolean, outputs: OutputRecord[], log: string[]): { outcome: Outcome; host: HostInterface } {
    const context = { threadId: this.id, stepId: `workflow-resume-0-${offset}`, incarnation: this.incarnation, labels: Object.entries(this.labels).flat(), get seed() { return newSeed(); } };
    const previous = this.#saved;
    let host = previous instanceof Uint8Array ? this.workflow.takeRealm() : previous.host;
    host.jobsPerTurn = this.reload === "microtask" ? 1 : Infinity;
    const thread = isStart ? undefined : previous instanceof Uint8Array ? host.load(previous) : previous.thread;
    let outcome = act(host, context, thread);
    this.#collect(outcome, outputs, log);
    for (let turns = 0; outcome.paused; turns++) {
      if (turns > MICROTASKS_MAX) throw stepTimeLimit(this.workflow.stepLimitMs);
      checkBuiltIns(host);
      const body = copied(host.save(outcome.thread));
      this.workflow.giveRealm(host);
      host = this.workflow.takeRealm();
      host.jobsPerTurn = 1;
      context.labels = [...outcome.labels ?? context.labels];
      outcome = host.proceed(context, host.load(body));
      this.#collect(outcome, outputs, log);
    }
    return { outcome: { ...outcome, labels: outcome.labels ?? context.labels }, host };
  }

  #adopt(outcome: Outcome, host: HostInterface, saved: Uint8Array | { host: HostInterface; thread: object }): void {
    this.#saved = saved;
    this.status = STATUS[outcome.status]!;
    this.openRefs = this.#readRefs(outcome.openRefs, host.positions);
    this.labels = labelsOf(outcome.labels!);
    if (outcome.result !== undefined) this.result = JSON.parse(outcome.result);
    if (outcome.failure !== undefined) this.error = { ...outcome.failure, stack: this.workflow.sourceStack(outcome.failure.stack) };
  }

  #collect(outcome: Outcome, outputs: OutputRecord[], log: string[]): void {
    const { outputs: flat, outputHeaders: named } = outcome;
    for (let i = 0; i < flat.length; i += 3) {
      const headers: Record<string, string> = {};
      for (let j = 0; j < named.length; j += 3) if (named[j] === i / 3) headers[named[j + 1]!] = named[j + 2] as string;
      outputs.push(new OutputRecord(flat[i]!, flat[i + 1] ?? this.id, flat[i + 2] ?? null, headers));
    }
    for (let i = 0; i < outcome.log.length; i += 2) log.push(`${outcome.log[i]!}: ${this.workflow.sourceStack(outcome.log[i + 1]!)}`);
  }

  #readRefs(flat: Outcome["openRefs"], positions: string): OpenRef[] {
    const refs: OpenRef[] = [];
    for (let i = 0; i < flat.length; i += 4) {
      const [n, name, layout, point] = flat.slice(i, i + 4) as [number, string | undefined, number, number];
      refs.push({ id: name ?? `~${this.incarnation.toString(36)}.${n.toString(36)}`, at: layout === 0 ? undefined : positionOf(positions, layout - 1, point) });
    }
    return refs;
  }

  #mustWait(): void {
    if (this.status !== "waiting") throw threadEnded(this.id, this.status);
    if (this.#isSpoiled) throw threadSpoiled(this.id);
  }
}

function labelsOf(flat: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1]!]] : [])));
}

function idOf(ref: string | { readonly id: string }): string {
  return typeof ref === "string" ? ref : ref.id;
}

function settling(refId: string, recordJson: string): Act {
  return (host, context, thread) => host.resume(context, thread!, refId, recordJson);
}

/** Other threads would see the change, and this one only as long as it stays on the machine. */
export function checkBuiltIns(host: HostInterface): void {
  const changed = host.changedBuiltIn();
  if (changed !== undefined) throw changedBuiltIn(changed);
}

/** Microtasks of one step that are run one by one before the step counts as endless. */
const MICROTASKS_MAX = 100_000;

/** Errors with a code as instances of our own `WorkflowError`, for `instanceof` in tests. */
export function ofOurRealm(error: unknown, inSources: (message: string) => string = (message) => message): unknown {
  if (error instanceof Error || typeof error !== "object" || error === null) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === "string" && typeof message === "string" ? WorkflowError.of(code, inSources(message)) : error;
}

/** Bytes of our own realm: `instanceof` does not know those that a bundle's realm made. */
function copied(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

function positionOf(positions: string, layoutId: number, point: number): string | undefined {
  const table = JSON.parse(positions) as {
    files?: string[];
    layouts?: Record<string, { at?: number[]; points?: Record<string, number[]> }>;
  };
  const layout = table.layouts?.[layoutId];
  const position = layout?.points?.[point] ?? layout?.at;
  return position === undefined ? undefined : `${table.files?.[position[0]!] ?? "?"}:${position[1]}:${position[2]}`;
}

/** Randomness for one call of a host. */
function newSeed(): string {
  return randomBytes(32).toString("hex");
}
