import { type Target, newTarget, promiseOf, rejectTarget, resolveTarget } from "./capability.js";
import { cancelInputs } from "./cancel.js";
import { Core, type Owner, type Reaction, Role, subscribe } from "./core.js";
import { Functions, Layouts, closure, registerLayout } from "./layouts.js";
import { Promise, coreOf, intrinsicThen } from "./promise.js";
import { thread } from "./queue.js";

/** `Combinator.kind`. */
const Kind = { all: 0, allSettled: 1, any: 2, race: 3 } as const;
type Kind = (typeof Kind)[keyof typeof Kind];

/** One call of `Promise.all`, `allSettled`, `any` or `race`. */
export class Combinator implements Owner {
  declare readonly role: number;
  /** What the inputs gave so far: values, settlement records, or errors. */
  values: unknown[] = [];
  /** Inputs that must still settle, plus 1 while the iteration runs; -1 when the result is decided. */
  left = 1;
  /** The inputs that cancellation can reach; undefined when the result is decided. */
  inputs: Core[] | undefined = [];

  constructor(public kind: number, public target: Target) {}

  fulfilled(index: number, value: unknown): void {
    if (this.left < 0) return;
    if (this.kind === Kind.all) this.took(index, value);
    else if (this.kind === Kind.allSettled) this.took(index, { status: "fulfilled", value });
    else this.decide(0, value);
  }

  rejected(index: number, reason: unknown): void {
    if (this.left < 0) return;
    if (this.kind === Kind.allSettled) this.took(index, { status: "rejected", reason });
    else if (this.kind === Kind.any) this.took(index, reason);
    else this.decide(1, reason);
  }

  private took(index: number, value: unknown): void {
    this.values[index] = value;
    this.countDown();
  }

  /** One input fewer to wait for; the last one decides. */
  countDown(): void {
    if (--this.left > 0) return;
    if (this.kind === Kind.any) this.decide(1, new AggregateError(this.values, "All promises were rejected"));
    else if (this.kind !== Kind.race) this.decide(0, this.values);
  }

  /**
   * Settles the result, after the inputs that lost have been cancelled. When that reached an await, every branch gets to
   * run its cleanup first: the result is delivered when the queue is empty.
   */
  private decide(mode: 0 | 1, value: unknown): void {
    this.left = -1;
    const inputs = this.inputs!;
    this.inputs = undefined;
    if (this.kind !== Kind.allSettled && cancelInputs(this, inputs)) deliverLater(this.target, mode, value);
    else deliver(this.target, mode, value);
  }
}
Object.defineProperty(Combinator.prototype, "role", { value: Role.combinator });
registerLayout(Layouts.combinator, "runtime", Combinator, ["kind", "target", "values", "left", "inputs"]);

function deliver(target: Target, mode: 0 | 1, value: unknown): void {
  if (mode === 0) resolveTarget(target, value);
  else rejectTarget(target, value);
}

/** Settles `target` when the microtask queue is empty. Nothing can cancel it any more. */
export function deliverLater(target: Target, mode: 0 | 1, value: unknown): void {
  if (target instanceof Core) target.o = undefined;
  thread.after!.push(target, mode, value);
}

/** Settles the first of the results that waited for an empty queue; false when there is none. */
export function deliverNext(after: unknown[]): boolean {
  if (after.length === 0) return false;
  const first = after.splice(0, 3);
  deliver(first[0] as Target, first[1] as 0 | 1, first[2]);
  return true;
}

/** An input's place in a combinator; also what the element functions of the slow path share. */
export class Element implements Reaction {
  declare readonly isFrame: boolean;
  /** [[AlreadyCalled]] of the element functions. */
  called = false;

  constructor(public combinator: Combinator, public index: number) {}

  react(mode: 0 | 1, value: unknown): void {
    if (mode === 0) this.combinator.fulfilled(this.index, value);
    else this.combinator.rejected(this.index, value);
  }
}
Object.defineProperty(Element.prototype, "isFrame", { value: false });
registerLayout(Layouts.element, "runtime", Element, ["combinator", "index", "called"]);

const elementFulfilled = closure(Functions.elementFulfilled, (s: Element) => (value: unknown): void => {
  if (s.called) return;
  s.called = true;
  s.combinator.fulfilled(s.index, value);
});
const elementRejected = closure(Functions.elementRejected, (s: Element) => (reason: unknown): void => {
  if (s.called) return;
  s.called = true;
  s.combinator.rejected(s.index, reason);
});

/** ECMA-262 27.2.4.1 to 27.2.4.5. An error of the iterable rejects the result, as `IfAbruptRejectPromise` says. */
function combine(kind: Kind, constructor: unknown, iterable: unknown): object {
  const target = newTarget(constructor);
  const combinator = new Combinator(kind, target);
  if (target instanceof Core) target.o = combinator;
  try {
    const resolve = (constructor as { resolve?: unknown }).resolve;
    if (typeof resolve !== "function") throw new TypeError("Promise resolve or reject function is not callable");
    let index = 0;
    // An error in the body closes the iterator, one of the iterator itself does not: the same as the clauses ask for.
    for (const item of iterable as Iterable<unknown>) {
      if (kind !== Kind.race) combinator.values[index] = undefined;
      addInput(combinator, index, Reflect.apply(resolve, constructor, [item]) as { then: Function }, target);
      index++;
    }
    combinator.countDown();
  } catch (error) {
    combinator.left = -1;
    rejectTarget(target, error);
  }
  return promiseOf(target);
}

function addInput(combinator: Combinator, index: number, input: { then: Function }, target: Target): void {
  const element = new Element(combinator, index);
  const core = coreOf(input);
  const then = input.then;
  if (core !== undefined && then === intrinsicThen && (input as { constructor?: unknown }).constructor === Promise) {
    combinator.left++;
    combinator.inputs?.push(core);
    subscribe(core, element);
    return;
  }
  const { kind } = combinator;
  const isDirect = !(target instanceof Core);
  let onFulfilled: Function = elementFulfilled(element);
  let onRejected: Function = elementRejected(element);
  if (isDirect && (kind === Kind.any || kind === Kind.race)) onFulfilled = target.resolve!;
  if (isDirect && (kind === Kind.all || kind === Kind.race)) onRejected = target.reject!;
  combinator.left++;
  Reflect.apply(then, input, [onFulfilled, onRejected]);
}

/** Defines the four static methods on our `Promise`. */
export function installCombinators(constructor: Function): void {
  const methods = {
    all(this: unknown, iterable: unknown): object {
      return combine(Kind.all, this, iterable);
    },
    allSettled(this: unknown, iterable: unknown): object {
      return combine(Kind.allSettled, this, iterable);
    },
    any(this: unknown, iterable: unknown): object {
      return combine(Kind.any, this, iterable);
    },
    race(this: unknown, iterable: unknown): object {
      return combine(Kind.race, this, iterable);
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(constructor, name, { value, writable: true, configurable: true });
  }
}
