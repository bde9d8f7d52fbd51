/**
 * The one list of names that compiled code, hosts and the runtime share. The compiler emits calls of `Abi` members and
 * nothing else; a host calls `HostInterface` members and nothing else. See docs/compiled-code.md.
 */

/** Raised whenever compiled code or host calls change meaning. */
export const ABI_VERSION = 1;

/** Layout ids below this belong to the runtime's own objects. */
export const FIRST_PROGRAM_LAYOUT = 48;

/** Function ids below this belong to the runtime's own closures (resolve functions, bound functions, ...). */
export const FIRST_PROGRAM_FUNCTION = 64;

/** How `Frame.run` goes on: with a value, by throwing at the await or `yield`, or by returning at the `yield`. */
export type RunMode = 0 | 1 | 2;

/** What a frame belongs to; undefined: an async call. */
export type FrameKind = undefined | 1 | 2;

/**
 * A suspended call of an async function or a generator function. Fields 0 to 2 are the runtime's, and field 3 (`g`, the state of the
 * generator) of generators; the rest are the function's own.
 */
export interface Frame {
  /** Resume point, an integer from 0; the discriminator of the layout's variants. */
  pc: number;
  /** The promise that the call returned. */
  p: unknown;
  /** The promise that the frame awaits now, or undefined while it runs. */
  q: unknown;
  /**
   * Goes on from `pc`. Reports through `Abi.await` and `Abi.return`, or throws, and returns undefined. That of a sync generator returns what
   * it yields, or what `Abi.finish` returns.
   */
  run(mode: RunMode, value: unknown): unknown;
}

/** Which fields are written at each resume point: `variants[pc]` are field indexes, null or missing means all. */
export type Variants = readonly (readonly number[] | null)[];

/** What compiled code may use, through the one name `$`. */
export interface Abi {
  /**
   * The values of the public API, by export name. `threadId` and `stepId` are accessors: the module that stands for
   * `kafka-workflow` in a bundle must read them at each use (`module.exports = $.api` does).
   */
  readonly api: object;

  begin(tables: StaticTables): void;
  end(exports: () => ProgramExports, roots: () => unknown[]): HostInterface;

  /**
   * Registers a frame layout: sets the constructor's prototype to one that inherits from the runtime's frame and has `run`. `kind` 1: of a
   * generator, 2: of an async generator.
   */
  frame(layoutId: number, constructor: Function, fields: readonly string[], variants: Variants | null,
        run: (this: Frame, mode: RunMode, value: unknown) => unknown, kind?: FrameKind): void;
  /** Registers a scope layout. */
  scope(layoutId: number, constructor: Function, fields: readonly string[]): void;
  /** Registers a closure factory; the result creates stamped closures. `definition` is given for a class that is defined now. */
  closure<S, F extends Function>(functionId: number, make: (scope: S, definition?: ClassDefinition) => F): ClosureFactory<S, F>;
  /** Checks what a class extends and reads its `prototype` (ECMA-262 15.7.14, steps 6 to 8). */
  parent(value: unknown): ClassParent;
  /** Defines a class by its factory: makes it, gives it its parent and its computed keys, and runs its static elements. */
  class<S>(create: ClosureFactory<S, Function>, scope: S, parent?: ClassParent, keys?: PropertyKey[], methods?: object): Function;

  /** Tells the runtime how to read and set the record of private elements, in a program whose classes have some. */
  privates(recordOf: (object: object) => object | undefined, attach: (object: object, record: object) => void): void;

  /** Begins an async call: makes its promise, runs the frame to its first await, returns the promise. */
  start(frame: Frame): unknown;
  /** Makes `frame` wait for `value` as `await` does; returns undefined, which the frame's `run` returns at once. */
  await(frame: Frame, value: unknown): undefined;
  /** Completes the frame's call with `value`; returns undefined. */
  return(frame: Frame, value: unknown): undefined;

  /** Makes the function that starts a generator's frame a generator function: [[Prototype]] and `prototype` (ECMA-262 15.5.4). */
  generator<F extends Function>(made: F): F;
  /** The same for async generators (ECMA-262 15.6.4). */
  asyncGenerator<F extends Function>(made: F): F;
  /**
   * A call of the generator function `made`: a generator object with its `prototype`. `bindsFirst`: `run` first goes to its first
   * resume point, which comes after the parameters.
   */
  generate(frame: Frame, made: Function, bindsFirst?: boolean): object;
  /** Ends a generator's call with `value`; its `run` returns what this returns. */
  finish(frame: Frame, value: unknown): unknown;
  /** Answers the request that an async generator runs for; its `run` returns at once. */
  yield(frame: Frame, value: unknown): void;
  /**
   * One turn of a `yield*` of a sync generator, resumed by `mode` and `value`. 0: the inner iterator's result is in `inner.value`, and
   * `run` returns `delegated(frame, inner)`; 1: it is done, `inner.value` is the expression's; 2: the generator must return `inner.value`.
   */
  delegate(inner: ProgramIterator, mode: RunMode, value: unknown): number;
  delegated(frame: Frame, inner: ProgramIterator): unknown;
  /** The iterator of a `for await`, or a `yield*` of an async generator (ECMA-262 7.4.3 GetIterator, async). */
  asyncIterator(value: unknown): ProgramAsyncIterator;

  /** An iterator over `value` that can be saved (ECMA-262 7.4.3 GetIterator, sync), for loops that contain an await. */
  iterator(value: unknown): ProgramIterator;
  /** `value[Symbol.iterator]()`, for code that says so: of a collection of the language, an iterator that can be saved. */
  iterate(value: unknown): unknown;
  /** `value[Symbol.iterator]`, read by code that says so: of a collection of the language, a method whose iterators can be saved. */
  iteratorMethod(value: unknown): unknown;
  /** The keys that a `for (k in value)` visits, as an iterator that can be saved. */
  keys(value: unknown): ProgramIterator;

  /** The arguments object of a call, marked so that it can be saved. The same object, whenever it is asked for. */
  arguments(values: object): object;

  /** The value of a captured binding before its initialization; compiled code never lets it escape. */
  readonly TDZ: unknown;
  /** Returns `value`, or throws the ReferenceError for `name` when it is `TDZ`. */
  initialized<T>(value: T, name: string): T;
  /** Throws the TypeError for an assignment to the constant `name`. */
  constant(name: string): never;
}

export type ClosureFactory<S, F extends Function> = (scope: S, definition?: ClassDefinition) => F;

/** What a class extends: the [[Prototype]] of the constructor and of its `prototype`. */
export interface ClassParent {
  readonly constructor: object | null;
  readonly prototype: object | null;
}

/** What a class is given while it is defined, and not when a reload makes it anew. */
export interface ClassDefinition {
  /** By number in the class body: the computed keys. */
  readonly keys: readonly PropertyKey[];
  /** Its private methods and accessors. */
  readonly methods: object | undefined;
  /** Set by the factory: runs the static elements. */
  run: (() => void) | undefined;
}

/** A saved-and-reloaded iteration: the iterator and its `next` method, read once. */
export interface ProgramIterator {
  /** Steps the iterator: true while there is a value, which is then in `value`. */
  step(): boolean;
  value: unknown;
  /**
   * Ends the iteration early (ECMA-262 7.4.11 IteratorClose). `isThrow`: errors of `return` are dropped. Does nothing once the
   * iterator is done or `step` has thrown.
   */
  close(isThrow: boolean): void;
}

/** An async iteration that can be saved. What its methods leave in `value` is awaited by the program. */
export interface ProgramAsyncIterator {
  value: unknown;
  /** Asks for the next result, and returns the promise of it. */
  next(): unknown;
  /** Takes the awaited result: true when there is a value, which is then in `value`; false at the end. */
  took(result: unknown): boolean;
  /** Ends the iteration early (ECMA-262 7.4.13 AsyncIteratorClose): true when `value` must be awaited and given to `closed`. */
  close(isThrow: boolean): boolean;
  closed(result: unknown): void;
  /** One turn of a `yield*`: true when `value` must be awaited and given to `took`; false when the generator must await `value` given and return it. */
  delegate(mode: RunMode, value: unknown): boolean;
}

export interface StaticTables {
  abi: number;
  /** JSON text, see docs/compiled-code.md. */
  positions: string;
}

export interface ProgramExports {
  main: unknown;
  manifest?: unknown;
}

/** One entry of the layout table. */
export interface LayoutInfo {
  readonly id: number;
  readonly kind: "frame" | "scope" | "runtime";
  readonly prototype: object;
  readonly fields: readonly string[];
  readonly variants: Variants | null;
  /**
   * Set when the fields are not properties but private elements (promises: user code must not see them). Makes an object of
   * the layout whose private elements are `fields`, in that order, all undefined. A codec outside the bundle finds the
   * hidden keys in the shape of such an object.
   */
  readonly hidden: (() => object) | undefined;
  /**
   * Called with each object of the layout before a codec writes it: brings into the fields what the engine keeps of it. Runs no code
   * of the program.
   */
  readonly beforeSave?: ((object: object) => void) | undefined;
  /** Called with each object of the layout that a codec has read, when the whole graph is there. Runs no code of the program. */
  readonly afterLoad?: ((object: object) => void) | undefined;
}

/** What a closure factory gives: own keys in order, their attributes (bits of docs/continuation-format.md), their values. */
export interface ClosureDefaults {
  /** The [[Prototype]]: a built-in. */
  readonly parent: object;
  readonly keys: readonly (string | symbol)[];
  readonly attributes: readonly number[];
  /** Only strings and numbers (`name`, `length`) are compared; others are undefined here. */
  readonly values: readonly unknown[];
  /** By place in `keys`: which of the closure's members the value (or getter) and the setter are, -1 for none. */
  readonly members: readonly (readonly [value: number, setter: number])[];
  /** The same for the object in `prototype`, when there is one. */
  readonly prototype: ClosureDefaults | undefined;
  /** The same for each of the closure's members. */
  readonly ofMembers: readonly ClosureDefaults[];
}

/**
 * What a stamp says of a closure. What a factory made with the function is stamped, too, with the closure as `scope`: the object in
 * `prototype` with id -1, member n (a method, getter or setter of a class) with id -2 - n.
 */
export interface ClosureParts {
  readonly id: number;
  /** A layout object, or undefined. */
  readonly scope: unknown;
  /** The object that the factory put into `prototype`, whatever stands there now; undefined when it put none. */
  readonly prototype: object | undefined;
  /** Methods, getters and setters that the factory made with a class: those of the constructor first, in order of keys. */
  readonly members: readonly Function[];
}

/** What the host tells a step. */
export interface StepContext {
  threadId: string;
  /** Stable name of the step: `<topic>-<partition>-<offset>` of its record. */
  stepId: string;
  /** Offset of the record that started the thread; makes the ids of `ref()` unique. */
  incarnation: number;
  /**
   * 64 hexadecimal digits from a secure random source, another for each call of `start`, `resume`, `cancel` and `proceed`: what `crypto` makes its
   * random values from. Read when it is needed.
   */
  readonly seed: string;
  /** Flat: name, value, of the thread's labels before the step; those of its record when it starts. May be left out when there are none. */
  readonly labels?: readonly string[] | undefined;
}

/** What one step did. Everything a host must act on; nothing of it is saved but the thread. */
export interface Outcome {
  /** 0 waiting, 1 completed, 2 failed, 3 cancelled: the header's status. */
  status: 0 | 1 | 2 | 3;
  /** The root of the saved graph; pass it to a codec, then drop it. */
  thread: object;
  /** Flat: topic, key (undefined: the thread id), value (null: tombstone), and again for the next record. */
  outputs: (string | null | undefined)[];
  /** Flat, for every header that the workflow gave an output: number of the output, from 0, name, value. Bundles of earlier compilers have none. */
  outputHeaders: (string | number)[];
  /** Flat, for every open ref: n (0: named), id (for n = 0) or undefined, layout id + 1 or 0, resume point. */
  openRefs: (number | string | undefined)[];
  /** Flat: name, value, of all labels that the thread has now; undefined: those of the context. Bundles of earlier compilers have none. */
  labels: readonly string[] | undefined;
  /** JSON of the result when status is 1 (undefined gives "null"). */
  result: string | undefined;
  /** Set when status is 2 or 3. */
  failure: Failure | undefined;
  /** Lines for the log: level (`log`, `info`, `warn`, `error`, `debug`), text, and again. */
  log: string[];
  /** True when `jobsPerTurn` stopped the step between two microtasks: call `proceed`. */
  paused: boolean;
}

/** What an input function asked for. */
export interface InputOutcome {
  /** Flat, for every record to send to `workflow-resume`: key, value, idempotency key or undefined. */
  records: (string | undefined)[];
  /** As in `Outcome`. */
  log: string[];
}

export interface Failure {
  /** `String(reason)` of what was thrown. */
  text: string;
  /** `name` of an error object, else the type of the value. */
  name: string;
  message: string;
  /** The stack as the engine gives it, in bundle positions; empty for values that have none. */
  stack: string;
}

/** A frame of a waiting thread, for people and tests. */
export interface FrameView {
  /** The function's name, empty when it has none. */
  readonly name: string;
  /** Of the await; line and column count from 1. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Combinators by which it waits for the frame before it in its branch, inner first: `Promise.all (index 1)`. */
  readonly through: readonly string[];
  /** What it awaits, in words: `ref "approval"`, `Promise.race`, `reserve()`. */
  readonly awaits: string;
  /** By source name: what lives at the await, then the captured variables around. The values are the thread's own objects. */
  readonly variables: readonly (readonly [name: string, value: unknown])[];
}

/**
 * What a host calls. A function throws `WorkflowError` (with `code`, such as `step/undeclared-topic`) when the step must be
 * undone; the thread object is then garbage, and the host calls `rollback` before it goes on.
 */
export interface HostInterface {
  readonly abi: number;
  /** Bundles of earlier compilers have no `inputs`, neither here nor as a function. */
  readonly manifest: { readonly outputTopics: readonly string[]; readonly inputs: readonly string[] };
  readonly positions: string;

  /** Runs a new thread to its first suspension. `argumentJson` is the text after `new:`. */
  start(context: StepContext, argumentJson: string): Outcome;
  /** Settles the open ref `refId`; `recordJson` is the whole record value, `{"ref":..., "value":... | "error":...}`. */
  resume(context: StepContext, thread: object, refId: string, recordJson: string): Outcome;
  /** Throws `CancelToken` at the thread's open awaits. `reasonJson` is JSON text. */
  cancel(context: StepContext, thread: object, reasonJson: string): Outcome;

  /**
   * Calls the input function of a topic; there is no thread. `parts` is flat: text and bytes of the key, text and bytes of the value, then for each
   * header its name, text and bytes. Undefined text is not UTF-8, null bytes are not there. `context` names the record; its thread id is empty.
   */
  input(context: StepContext, topic: string, timestampEpochMs: number, parts: readonly (string | ArrayBuffer | null | undefined)[]): InputOutcome;

  /**
   * Microtasks to run before a step pauses; Infinity (as it is at first) for a whole step. For tests that save and reload a thread
   * between any two microtasks.
   */
  jobsPerTurn: number;
  /** Goes on with a paused step. */
  proceed(context: StepContext, thread: object): Outcome;

  /** The frames of a thread that waits, branch by branch, innermost first. Changes nothing. */
  branches(context: StepContext, thread: object): readonly (readonly FrameView[])[];

  /** The body (docs/continuation-format.md) by the TypeScript codec. Puts the baseline back. */
  save(thread: object): Uint8Array;
  /** Reads a body; the baseline holds the thread's own module state until `save` or `rollback`. */
  load(body: Uint8Array): object;
  /** Puts the baseline back after a step that failed or whose result is not saved. */
  rollback(): void;
  /**
   * The name of a built-in (`Array.prototype`, `globalThis`) that code has changed since the first call of this function, else undefined. All threads
   * share built-ins: a host must undo a step that changed one, and evaluate the bundle anew. For hosts without a codec of their own that looks.
   */
  changedBuiltIn(): string | undefined;

  /** Codec tables for a codec outside the bundle. */
  readonly layouts: readonly (LayoutInfo | undefined)[];
  readonly factories: readonly (((scope: unknown) => Function) | undefined)[];
  readonly baseline: readonly (object | symbol)[];
  readonly TDZ: unknown;
  /**
   * The parts of a stamped closure (a bound function is one, too), else undefined. A codec outside the bundle reads the
   * same object from the private element that `stampProbe` has.
   */
  closureParts(f: object): ClosureParts | undefined;
  /** A stamped closure, for finding the hidden key of the stamp. */
  readonly stampProbe: Function;
  /** What the factory of this id gives; known once the factory has been called. */
  closureDefaults(functionId: number): ClosureDefaults | undefined;
  /** The object that holds an object's private elements, else undefined; a codec outside the bundle reads it from the private element that `privateProbe` has. */
  privateRecord(object: object): object | undefined;
  /** Gives an object that has none its record of private elements. */
  attachPrivateRecord(object: object, record: object): void;
  /** An object with private elements and nothing else; undefined in a program without private elements. */
  readonly privateProbe: object | undefined;
  /** What to call an object that can never be saved (`a Proxy`, `a WeakMap`), else undefined. */
  unsaveableKind(value: object): string | undefined;
  /** All built-ins by name: for a codec outside the bundle, which asks for every object of every step. */
  readonly builtIns: ReadonlyMap<string, object>;
  /** The name of a built-in, such as `Array.prototype.map`, else undefined. */
  builtInName(value: object): string | undefined;
  /** The built-in of that name, else undefined. */
  builtIn(name: string): object | undefined;
}
