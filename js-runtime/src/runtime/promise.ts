import { type Target, newTarget, promiseOf, rejectTarget, resolveTarget, resolvers } from "./capability.js";
import { Core, type Reaction, subscribe } from "./core.js";
import { Functions, Layouts, closure, registerLayout, stampedBy } from "./layouts.js";
import { installCombinators } from "./combinators.js";
import { addAsyncStack, addAsyncStackOfJob } from "./async-stack.js";
import { settledBy } from "./waiters.js";

/** Handed to the constructor in place of an executor when the runtime makes a promise object for `shellCore`. */
const shellMarker = (): void => {};
let shellCore: Core | undefined;

/** The core of a promise (ECMA-262 27.2.1.6 IsPromise), undefined for everything else. */
export let coreOf: (value: unknown) => Core | undefined;
/** Gives a promise object of a continuation its core. */
let setCore: (promise: object, core: Core) => void;

/**
 * `Promise` of ECMA-262 27.2 whose whole state can be saved. It replaces the realm's own. Its reactions are objects of
 * known layouts instead of native closures.
 */
class WorkflowPromise {
  #core: Core;

  constructor(executor: unknown) {
    if (executor === shellMarker) {
      this.#core = shellCore!;
      return;
    }
    if (typeof executor !== "function") throw new TypeError("Promise resolver is not a function");
    const core = new Core(undefined);
    this.#core = core;
    if (new.target !== WorkflowPromise) ofSubclass(this, core);
    const { resolve, reject } = resolvers(core);
    try {
      executor(resolve, reject);
    } catch (error) {
      addAsyncStackOfJob(error);
      reject(error);
    }
  }

  static get [Symbol.species](): unknown {
    return this;
  }

  static resolve(value: unknown): object {
    if (typeof this !== "function") throw new TypeError("Promise.resolve called on a value that is not an object");
    return promiseResolve(this, value);
  }

  static reject(reason: unknown): object {
    const target = newTarget(this);
    rejectTarget(target, reason);
    return promiseOf(target);
  }

  static withResolvers(): object {
    if ((this as unknown) === WorkflowPromise) {
      const core = new Core(undefined);
      const { resolve, reject } = resolvers(core);
      return { promise: shellOf(core), resolve, reject };
    }
    const target = newTarget(this) as Exclude<Target, Core>;
    return { promise: target.promise, resolve: target.resolve, reject: target.reject };
  }

  static try(callback: unknown, ...parameters: unknown[]): object {
    if (typeof this !== "function") throw new TypeError("Promise.try called on a value that is not an object");
    const target = newTarget(this);
    try {
      resolveTarget(target, Reflect.apply(callback as Function, undefined, parameters));
    } catch (error) {
      addAsyncStackOfJob(error);
      rejectTarget(target, error);
    }
    return promiseOf(target);
  }

  then(onFulfilled: unknown, onRejected: unknown): object {
    const core = coreOf(this);
    if (core === undefined) throw new TypeError("Promise.prototype.then called on a value that is not a promise");
    const target = newTarget(speciesConstructor(this));
    if (target instanceof Core) target.o = core;
    subscribe(core, new Then(typeof onFulfilled === "function" ? onFulfilled : undefined,
                             typeof onRejected === "function" ? onRejected : undefined, target));
    return promiseOf(target);
  }

  catch(onRejected: unknown): unknown {
    return (this as { then: Function }).then(undefined, onRejected);
  }

  finally(onFinally: unknown): unknown {
    if ((typeof this !== "object" || this === null) && typeof this !== "function") {
      throw new TypeError("Promise.prototype.finally called on a value that is not an object");
    }
    const constructor = speciesConstructor(this);
    const then = (this as { then: Function }).then;
    if (typeof onFinally !== "function") return Reflect.apply(then, this, [onFinally, onFinally]);
    const cell = new Cell(onFinally, constructor);
    return Reflect.apply(then, this, [thenFinally(cell), catchFinally(cell)]);
  }

  static {
    coreOf = (value) => (typeof value === "object" && value !== null && #core in value ? value.#core : undefined);
    setCore = (promise, core) => {
      (promise as WorkflowPromise).#core = core;
    };
    Object.defineProperty(this, "name", { value: "Promise", configurable: true });
    Object.defineProperty(this.prototype, Symbol.toStringTag, { value: "Promise", configurable: true });
  }
}

export { WorkflowPromise as Promise, setCore };
export const intrinsicThen: unknown = WorkflowPromise.prototype.then;

/** A new promise object over `core`. */
export function shellOf(core: Core): WorkflowPromise {
  shellCore = core;
  return new WorkflowPromise(shellMarker);
}

/** Lets a subclass that the runtime owns (`Ref`) pass a core to the constructor. */
export function shellArgument(core: Core): unknown {
  shellCore = core;
  return shellMarker;
}

registerLayout(Layouts.promise, "runtime", WorkflowPromise, ["core"], null, () => shellOf(undefined as unknown as Core));

/** Marks what a subclass's constructor makes: it is saved with its [[Prototype]] and its properties. */
const ofSubclass = stampedBy<Core>(Functions.promise, WorkflowPromise.prototype, shellOf);

/** ECMA-262 27.2.4.7.1 PromiseResolve. */
export function promiseResolve(constructor: Function, value: unknown): object {
  if (coreOf(value) !== undefined && (value as { constructor: unknown }).constructor === constructor) return value as object;
  const target = newTarget(constructor);
  resolveTarget(target, value);
  return promiseOf(target);
}

/** ECMA-262 7.3.22 SpeciesConstructor with %Promise% as the default. */
function speciesConstructor(promise: object): unknown {
  const constructor = (promise as { constructor?: unknown }).constructor;
  if (constructor === undefined) return WorkflowPromise;
  if ((typeof constructor !== "object" || constructor === null) && typeof constructor !== "function") {
    throw new TypeError("The constructor property of a promise is not an object");
  }
  return (constructor as { [Symbol.species]?: unknown })[Symbol.species] ?? WorkflowPromise;
}

/** The reaction of `then` (ECMA-262 27.2.2.1 NewPromiseReactionJob). */
export class Then implements Reaction {
  declare readonly isFrame: boolean;

  /** Undefined handlers pass value or reason on. */
  constructor(public onFulfilled: Function | undefined, public onRejected: Function | undefined, public target: Target) {}

  react(mode: 0 | 1, value: unknown): void {
    const handler = mode === 0 ? this.onFulfilled : this.onRejected;
    if (handler === undefined) {
      if (mode === 0) resolveTarget(this.target, value);
      else rejectTarget(this.target, value);
      return;
    }
    let result: unknown;
    try {
      result = handler(value);
    } catch (error) {
      addAsyncStack(error, settledBy(this));
      rejectTarget(this.target, error);
      return;
    }
    resolveTarget(this.target, result);
  }
}
Object.defineProperty(Then.prototype, "isFrame", { value: false });
registerLayout(Layouts.then, "runtime", Then, ["onFulfilled", "onRejected", "target"]);

/** Two captured values of a closure of the runtime. */
class Cell {
  constructor(public a: unknown, public b: unknown) {}
}
registerLayout(Layouts.cell, "runtime", Cell, ["a", "b"]);

// ECMA-262 27.2.5.3.1 and 27.2.5.3.2: the functions of `finally`. Cell: onFinally and constructor, then value and nothing.
const valueThunk = closure(Functions.valueThunk, (s: Cell) => (): unknown => s.a);
const thrower = closure(Functions.thrower, (s: Cell) => (): never => {
  throw s.a;
});
const thenFinally = closure(Functions.thenFinally, (s: Cell) => (value: unknown): unknown => {
  const promise = promiseResolve(s.b as Function, (s.a as Function)());
  return (promise as { then: Function }).then(valueThunk(new Cell(value, undefined)));
});
const catchFinally = closure(Functions.catchFinally, (s: Cell) => (reason: unknown): unknown => {
  const promise = promiseResolve(s.b as Function, (s.a as Function)());
  return (promise as { then: Function }).then(thrower(new Cell(reason, undefined)));
});

installCombinators(WorkflowPromise);
