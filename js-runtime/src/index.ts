/**
 * What workflow code imports from `kafka-workflow`.
 *
 * `kafka-workflow build` replaces this module by the runtime of the bundle. Imported by anything else, every function
 * here throws: a workflow runs in an engine, or in a test through `kafka-workflow/testing`.
 *
 * @module
 */

/** A promise that a record on `workflow-resume` settles, maybe months later on another machine. */
export interface Ref<T> extends Promise<T> {
  /** The id to put into an output, so that the answer can name it: `{"ref": id, "value": ...}` or `{"ref": id, "error": ...}`. */
  readonly id: string;
  /** `<thread id>|{"ref":"<id>"}`, or what `refId` was given: the record key that makes the scheduler resume this ref. */
  readonly key: string;
}

/**
 * Opens a ref with an id that no other ref of any thread has.
 *
 * @returns a promise of the record's `value`, decoded from JSON (`undefined` when the record has none); it rejects with the
 *   record's `error`. The first record counts; later ones for the same id change nothing.
 * @throws CancelToken at its await when the branch or the thread is cancelled. The id is then spent.
 */
export function ref<T = unknown>(): Ref<T> {
  return outside("ref");
}

/**
 * Opens the ref of an id that both sides know, such as `approval`. While it is open, further calls give the same ref; once it
 * is settled, a call opens it anew.
 *
 * @param id 1 to 256 characters, not starting with `~`; unique within the thread only
 * @param key what `Ref.key` shall be; by default as for `ref()`
 * @throws TypeError when the id is malformed
 */
export function refId<T = unknown>(id: string, key?: string): Ref<T> {
  void [id, key];
  return outside("refId");
}

/**
 * Makes a ref, hands it to `start` at once (to put its id into an output) and returns it: `await suspend((r) => outputJSON({
 * answerTo: r.id }, "jobs"))`. A shorthand; `ref()` says the same in two lines.
 */
export function suspend<T = unknown>(start: (ref: Ref<T>) => void): Ref<T> {
  void start;
  return outside("suspend");
}

/**
 * Sends a record when the step commits; a step that fails sends nothing.
 *
 * @param value at most 1,000,000 UTF-16 units; `null` is a tombstone
 * @param topic one of `manifest.outputTopics`; any other undoes the step with `step/undeclared-topic`
 * @param key record key; by default the thread id
 * @param options headers of the record, as text: at most 100; those that begin with `workflow-` and the trace context are the engine's
 * @throws TypeError when an argument is not a string, RangeError when it is too long
 */
export function output(value: string | null, topic: string, key?: string, options?: OutputOptions): void {
  void [value, topic, key, options];
  outside("output");
}

/** `output` of the JSON text of `value`. @throws TypeError when `value` has no JSON form */
export function outputJSON(value: unknown, topic: string, key?: string, options?: OutputOptions): void {
  void [value, topic, key, options];
  outside("outputJSON");
}

/** What an output may have besides. */
export interface OutputOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts the thread `key` with the argument `value` (through JSON) unless a thread of that id runs already. */
export function ensureThread(value: unknown, key: string): void {
  void [value, key];
  outside("ensureThread");
}

/**
 * Labels the thread, so that it can be searched for (`GET /v1/threads?label=customer=c-17`), also after it has ended. Takes effect when the step commits.
 *
 * @param name 1 to 64 characters out of `A-Z a-z 0-9 _ . -`
 * @param value at most 256 characters; the label's value from now on. `null` takes the label off
 * @throws TypeError for another name, or a value that is no text; RangeError when the value is too long or the thread has 16 labels already
 */
export function label(name: string, value: string | null): void {
  void [name, value];
  outside("label");
}

/**
 * Thrown at the await where a cancelled branch is blocked, innermost first. Catch it to clean up, for example to send a domain's own
 * cancel command, then throw it on; swallowing it lets the branch go on, which is allowed.
 */
export class CancelToken {
  /** What the cancel record said; undefined when a combinator cancelled the branch. */
  readonly reason: unknown;

  constructor(reason?: unknown) {
    this.reason = reason;
    outside("CancelToken");
  }
}

/** What `export const manifest` may hold. */
export interface Manifest {
  /** Topics that the workflow sends to. `workflow-resume` needs no mention: `ensureThread` reaches it. */
  readonly outputTopics?: readonly string[];
  /** Domain topics that start and resume threads, at most 32, each with the function that says what a record means. */
  readonly inputs?: Readonly<Record<string, InputFunction>>;
}

/**
 * Says what a record of a domain topic means for threads. Runs for each record of its topic, once, outside of any thread: it is synchronous, and everything of this
 * module but types is refused in it (`input/forbidden-call`). Module state that it changes is put back. A record for which it throws is a dead letter.
 */
export type InputFunction = (record: InputRecord) => InputAction | readonly InputAction[] | null | undefined | void;

/** One action, applied to the thread `thread` (1 to 256 bytes of UTF-8) in order of the records and of the array; what JSON cannot hold is refused. */
export type InputAction =
  /** Starts a thread, as the record `new:<json>` does; one that runs already makes a dead letter, unless it was started with the same `idempotencyKey`. */
  | { readonly start: { readonly thread: string; readonly argument?: unknown; readonly idempotencyKey?: string } }
  /** Starts a thread unless it is running, as `ensureThread` does. */
  | { readonly ensure: { readonly thread: string; readonly argument?: unknown } }
  /** Settles the await on a ref with `value`, or makes it throw `error`; a name of `refId` that is not awaited yet waits in the thread's mailbox. */
  | { readonly resume: { readonly thread: string; readonly ref: string; readonly value?: unknown } | { readonly thread: string; readonly ref: string; readonly error: unknown } }
  /** Cancels a thread: `CancelToken` at its open awaits. */
  | { readonly cancel: { readonly thread: string; readonly reason?: unknown } };

/** A record of a domain topic. Text is UTF-8: reading one that is not throws `input/not-text`; the bytes are always there. */
export interface InputRecord {
  /** `<topic>-<partition>-<offset>`: the same whenever the record is read again. */
  readonly id: string;
  readonly topic: string;
  /** null when the record has none. */
  readonly key: string | null;
  readonly keyBytes: Uint8Array | null;
  /** null for a tombstone. */
  readonly value: string | null;
  readonly valueBytes: Uint8Array | null;
  /** By name, as it was sent; of several with one name the last. An object without prototype. */
  readonly headers: Readonly<Record<string, string | null | undefined>>;
  readonly headerBytes: Readonly<Record<string, Uint8Array | null | undefined>>;
  /** Of the record, milliseconds since 1970. */
  readonly timestampEpochMs: number;
}

/** Host defaults for bundles without a `manifest`; to be filled at module level. */
export const config: { readonly outputTopics: Set<string> } = {
  get outputTopics(): Set<string> {
    return outside("config");
  },
};

/** The key of the records that start and resume this thread. Only inside a workflow function. */
export const threadId: string = outsideText("threadId");

/** Stable name of the running step: equal when the step is repeated after a crash. Only inside a workflow function. */
export const stepId: string = outsideText("stepId");

function outside(name: string): never {
  throw new Error(
    `host/not-built: \`${name}\` of kafka-workflow was called outside a bundle\n` +
    "  help  build the module with `kafka-workflow build`, or drive it in a test with `loadWorkflow` of `kafka-workflow/testing`",
  );
}

/** Stands for a string; every use as one throws. */
function outsideText(name: string): string {
  const refuse = (): never => outside(name);
  return { toString: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse, toJSON: refuse } as unknown as string;
}
