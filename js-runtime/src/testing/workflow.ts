import type { HostInterface } from "../abi.js";
import { invalidOption, threadExists } from "./errors.js";
import { type ResumeRecord, type TestRecord, callInput } from "./input.js";
import type { OutputRecord } from "./output-record.js";
import { type Bundle, limited } from "./realm.js";
import { Timers } from "./timers.js";
import { type Reload, WorkflowThread, checkBuiltIns, ofOurRealm } from "./workflow-thread.js";

/** How a workflow is loaded; everything may be left out. */
export interface WorkflowOptions {
  /**
   * How often threads are saved and loaded in another realm: after every step (the default), between any two microtasks,
   * or never. Code that passes with "microtask" survives a restart anywhere.
   */
  reload?: Reload;
  /** Virtual time at the start, epoch milliseconds; 0 by default. Nothing but timers sees it. */
  nowEpochMs?: number;
  /** Topic whose outputs set timers; `workflow-scheduler` by default. */
  schedulerTopic?: string;
  /** How long code may run in one step, milliseconds; 5,000 by default. */
  stepLimitMs?: number;
}

const RESUME_TOPIC = "workflow-resume";
const STEP_LIMIT_MS = 5_000;
const FIRST_OFFSET = 1_000;

/** A loaded workflow with its threads, a scheduler and a clock: all that a test needs, and no Kafka. */
export class Workflow {
  /** By thread id: the latest thread of each. */
  readonly threads = new Map<string, WorkflowThread>();
  /**
   * Records that an engine would dead-letter or ignore: for threads that did not exist or ids of `ref()` that were spent when they arrived, messages that a
   * thread had not read when it ended, and those whose step was undone when their ref was awaited at last.
   */
  readonly undelivered: string[] = [];
  /** What the module declares in `manifest`. */
  readonly outputTopics: readonly string[];
  /** The topics of `manifest.inputs`. */
  readonly inputTopics: readonly string[];
  /** Log lines of input functions, `level: text`. */
  readonly inputLog: string[] = [];
  readonly stepLimitMs: number;
  readonly #bundle: Bundle;
  readonly #reload: Reload;
  readonly #schedulerTopic: string;
  readonly #timers = new Timers();
  readonly #idle: HostInterface[] = [];
  /** By thread id: the idempotency key that an input started the thread with. */
  readonly #startedWith = new Map<string, string>();
  #nowEpochMs: number;
  #offset = FIRST_OFFSET;
  #named = 0;

  constructor(bundle: Bundle, options: WorkflowOptions = {}) {
    const { reload = "step", nowEpochMs = 0, schedulerTopic = "workflow-scheduler", stepLimitMs = STEP_LIMIT_MS } = options;
    if (reload !== "never" && reload !== "step" && reload !== "microtask") throw invalidOption("reload", '"never", "step" or "microtask"');
    this.#bundle = bundle;
    this.#reload = reload;
    this.#nowEpochMs = nowEpochMs;
    this.#schedulerTopic = schedulerTopic;
    this.stepLimitMs = stepLimitMs;
    const host = bundle.evaluate();
    this.outputTopics = [...host.manifest.outputTopics];
    this.inputTopics = [...host.manifest.inputs];
    this.giveRealm(host);
  }


  /** Virtual time. */
  get nowEpochMs(): number {
    return this.#nowEpochMs;
  }

  /** Keys of the timers that are set, soonest first. */
  get timers(): readonly string[] {
    return this.#timers.keys;
  }

  /**
   * Starts a thread, as the record `new:<json>` does, and runs it until it waits or ends.
   *
   * @param argument goes through JSON
   * @throws WorkflowError `testing/thread-exists` when a thread of that id is running
   */
  start(argument?: unknown, options: { threadId?: string; reload?: Reload } = {}): WorkflowThread {
    const id = options.threadId ?? `thread-${++this.#named}`;
    if (this.threads.get(id)?.status === "waiting") throw threadExists(id);
    const thread = new WorkflowThread(id, this, options.reload ?? this.#reload, this.#offset);
    const previous = this.threads.get(id);
    this.threads.set(id, thread);
    try {
      thread.start(argument);
    } catch (error) {
      if (previous === undefined) this.threads.delete(id);
      else this.threads.set(id, previous);
      throw error;
    }
    return thread;
  }

  /**
   * Gives a record to the input function of its topic and applies what it returns, as an engine does. What an engine would dead-letter then (a start of a
   * thread that runs, a record for one that does not exist) is in `undelivered`.
   *
   * @returns what the function asked for, in order
   * @throws WorkflowError `input/failed`, `input/bad-result` and the other errors for which an engine dead-letters the record; or the error that undoes a step
   */
  receive(record: TestRecord): ResumeRecord[] {
    const { records, log } = this.#translate(record);
    for (let i = 0; i < log.length; i += 2) this.inputLog.push(`${log[i]!}: ${this.sourceStack(log[i + 1]!)}`);
    for (const one of records) this.#applyInput(one);
    return records;
  }

  #translate(record: TestRecord): { records: ResumeRecord[]; log: string[] } {
    const host = this.takeRealm();
    try {
      const called = limited(this.stepLimitMs, () => callInput(host, record, this.nextOffset(), this.nowEpochMs));
      checkBuiltIns(host);
      this.recycleRealm(host);
      return called;
    } catch (error) {
      throw ofOurRealm(error, (message) => this.sourceStack(message));
    }
  }

  #applyInput({ key, value, idempotencyKey }: ResumeRecord): void {
    const [, kind, json] = /^(new|init):([^]*)$/.exec(value) ?? [];
    const isRunning = this.threads.get(key)?.status === "waiting";
    if (kind === undefined) this.#deliver(key, value);
    else if (!isRunning && !(idempotencyKey !== undefined && this.#startedWith.get(key) === idempotencyKey)) {
      this.start(JSON.parse(json!), { threadId: key });
      if (idempotencyKey === undefined) this.#startedWith.delete(key);
      else this.#startedWith.set(key, idempotencyKey);
    } else if (kind === "new" && (idempotencyKey === undefined || this.#startedWith.get(key) !== idempotencyKey)) {
      this.undelivered.push(`${key}|${value}`);
    }
  }

  /** The latest thread of that id. */
  thread(id: string): WorkflowThread | undefined {
    return this.threads.get(id);
  }

  /** Lets virtual time pass; every timer that becomes due resumes its thread, in order of due time. */
  advance(ms: number): void {
    if (!Number.isSafeInteger(ms) || ms < 0) throw invalidOption("ms", "a whole number of milliseconds, not negative");
    const until = this.#nowEpochMs + ms;
    for (let due = this.#timers.takeDue(until); due !== undefined; due = this.#timers.takeDue(until)) {
      this.#nowEpochMs = due.dueAtEpochMs;
      this.#deliver(due.threadId, due.json);
    }
    this.#nowEpochMs = until;
  }

  /** Refuses outputs that a scheduler could not read, before the step counts. @internal */
  checkTimers(outputs: readonly OutputRecord[]): void {
    const trial = new Timers();
    for (const { topic, key, value } of outputs) if (topic === this.#schedulerTopic) trial.apply(key, value, 0);
  }

  /** Applies what a committed step sent to the parts that this kit plays: the scheduler and the start of other threads. @internal */
  applyOutputs(outputs: readonly OutputRecord[]): void {
    for (const { topic, key, value } of outputs) {
      if (topic === this.#schedulerTopic) this.#timers.apply(key, value, this.#nowEpochMs);
    }
    for (const { topic, key, value } of outputs) {
      if (topic !== RESUME_TOPIC || value === null || !value.startsWith("init:")) continue;
      if (this.threads.get(key)?.status !== "waiting") this.start(JSON.parse(value.slice("init:".length)), { threadId: key });
    }
  }

  /** A stack of the bundle in positions of the sources. @internal */
  sourceStack(stack: string): string {
    return this.#bundle.sourceStack(stack);
  }

  /** Offset of the next record on the virtual resume topic. @internal */
  nextOffset(): number {
    return this.#offset++;
  }

  /** A realm that no other step uses; never the one given back last, so that nothing can stay behind in it unnoticed. @internal */
  takeRealm(): HostInterface {
    return this.#idle.length > 1 ? this.#idle.shift()! : this.#bundle.evaluate();
  }

  /** @internal */
  giveRealm(host: HostInterface): void {
    this.#idle.push(host);
  }

  /** Gives a realm back after a step that counts. @internal */
  recycleRealm(host: HostInterface): void {
    if (host.changedBuiltIn() !== undefined) return;
    try {
      host.rollback();
    } catch {
      // A thread that ended left something in the module that cannot be taken back. Nothing of the thread is kept, only the realm is lost.
      return;
    }
    this.giveRealm(host);
  }

  #deliver(threadId: string, json: string): void {
    const thread = this.threads.get(threadId);
    const record = JSON.parse(json) as { ref?: unknown; cancel?: unknown };
    if ("cancel" in record && thread?.status === "waiting") {
      thread.cancel(record.cancel);
      return;
    }
    const { ref } = record;
    if (typeof ref !== "string" || !thread?.accepts(ref)) {
      this.undelivered.push(`${threadId}|${json}`);
      return;
    }
    thread.deliver(ref, json);
  }
}

