import { describe, isObject, replaced } from "./cursor.js";
import { methodOf } from "./delegate.js";
import { installMethods } from "./generator.js";
import { Layouts, registerLayout, registerShell } from "./layouts.js";
import { makeShell, stateOf } from "./shell.js";

/** `Helper.kind`; stands in continuations. */
const Kind = { map: 0, filter: 1, take: 2, drop: 3, flatMap: 4, wrap: 5 } as const;

/** [[GeneratorState]] of a helper, which ECMA-262 defines as a generator (27.1.2.1). */
const State = { start: 0, yielded: 1, running: 2, completed: 3 } as const;

/** An Iterator Record (ECMA-262 7.4.1), and what a helper does with its values. */
class Helper {
  s: number = State.start;
  /** Values seen; for `take` and `drop` those that are left to take or drop. */
  n = 0;
  /** The iterator that `flatMap` is in. */
  inner: Helper | undefined = undefined;

  constructor(public kind: number, public source: object, public next: unknown, public f: unknown) {}
}
registerLayout(Layouts.helper, "runtime", Helper, ["s", "n", "inner", "kind", "source", "next", "f"], [null, null, null, [3]]);

const prototypeOf = Object.getPrototypeOf as (value: object) => object;
const IteratorPrototype = prototypeOf(prototypeOf([][Symbol.iterator]()));
const IteratorHelperPrototype = Object.create(IteratorPrototype) as object;
const WrapForValidIteratorPrototype = Object.create(IteratorPrototype) as object;
registerShell(Layouts.iteratorHelper, IteratorHelperPrototype);
registerShell(Layouts.wrappedIterator, WrapForValidIteratorPrototype);

/** ECMA-262 7.4.2 GetIteratorDirect */
function direct(kind: number, source: object, f: unknown): Helper {
  return new Helper(kind, source, (source as { next?: unknown }).next, f);
}

/** ECMA-262 7.4.6 IteratorStepValue: false at the end; else the value is in `taken`. */
function step({ source, next }: Helper): boolean {
  const result: unknown = Reflect.apply(next as Function, source, []);
  if (!isObject(result)) throw new TypeError("The next method of an iterator gave a value that is not an object");
  if ((result as { done?: unknown }).done) return false;
  taken = (result as { value?: unknown }).value;
  return true;
}
let taken: unknown;

/** ECMA-262 7.4.11 IteratorClose with a normal completion. */
function close(source: object): void {
  const method = methodOf(source, "return");
  if (method !== undefined && !isObject(Reflect.apply(method, source, []))) {
    throw new TypeError("The return method of an iterator gave a value that is not an object");
  }
}

/** Does `work`; when that throws, closes the iterator and throws on. */
function closing<T>(source: object, work: () => T): T {
  try {
    return work();
  } catch (error) {
    try {
      const method = methodOf(source, "return");
      if (method !== undefined) Reflect.apply(method, source, []);
    } catch {
      // ECMA-262 7.4.11 step 5: the first error goes on in place of this one.
    }
    throw error;
  }
}

/** Moves a helper to its next value, which is then in `taken`; false at its end. */
function advance(helper: Helper): boolean {
  const { kind, source, f } = helper;
  switch (kind) {
    case Kind.take:
      if (helper.n === 0) {
        close(source);
        return false;
      }
      helper.n--;
      return step(helper);
    case Kind.drop:
      for (; helper.n > 0; helper.n--) if (!step(helper)) return false;
      return step(helper);
    case Kind.flatMap:
      return advanceFlat(helper);
    default:
      while (step(helper)) {
        const value = taken;
        const given = closing(source, () => (f as Function)(value, helper.n++) as unknown);
        if (kind === Kind.filter && !given) continue;
        taken = kind === Kind.filter ? value : given;
        return true;
      }
      return false;
  }
}

function advanceFlat(helper: Helper): boolean {
  const { source } = helper;
  for (;;) {
    if (helper.inner === undefined) {
      if (!step(helper)) return false;
      const value = taken;
      helper.inner = closing(source, () => flattenable((helper.f as Function)(value, helper.n++), false));
    }
    const { inner } = helper;
    if (closing(source, () => step(inner))) return true;
    helper.inner = undefined;
  }
}

/** ECMA-262 7.4.4 GetIteratorFlattenable. A collection of the language gives an iterator that can be saved. */
function flattenable(value: unknown, takesStrings: boolean): Helper {
  if (!isObject(value) && !(takesStrings && typeof value === "string")) throw new TypeError(`${describe(value)} is not an iterator`);
  const method = (value as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  let iterator: unknown = value;
  if (method !== undefined && method !== null) iterator = Reflect.apply((replaced.get(method) ?? method) as Function, value, []);
  if (!isObject(iterator)) throw new TypeError("The iterator method gave a value that is not an object");
  return direct(Kind.wrap, iterator, undefined);
}

const helperMethods = {
  next(this: unknown): object {
    const helper = helperOf(this, "next");
    if (helper.s === State.completed) return { value: undefined, done: true };
    helper.s = State.running;
    let isDone = true;
    try {
      isDone = !advance(helper);
    } finally {
      helper.s = isDone ? State.completed : State.yielded;
    }
    const value = isDone ? undefined : taken;
    taken = undefined;
    return { value, done: isDone };
  },
  return(this: unknown): object {
    const helper = helperOf(this, "return");
    const { s, source, inner } = helper;
    if (s !== State.completed) {
      helper.s = s === State.start ? State.completed : State.running;
      try {
        if (inner !== undefined) closing(source, () => close(inner.source));
        close(source);
      } finally {
        helper.s = State.completed;
      }
    }
    return { value: undefined, done: true };
  },
};

function helperOf(self: unknown, name: string): Helper {
  const helper = stateOf(self);
  if (!(helper instanceof Helper) || helper.kind === Kind.wrap) throw new TypeError(`${name} called on a value that is not an iterator helper`);
  if (helper.s === State.running) throw new TypeError("Iterator helper is already running");
  return helper;
}

const wrapMethods = {
  next(this: unknown): unknown {
    const { source, next } = wrapOf(this, "next");
    return Reflect.apply(next as Function, source, []);
  },
  return(this: unknown): unknown {
    const { source } = wrapOf(this, "return");
    const method = methodOf(source, "return");
    return method === undefined ? { value: undefined, done: true } : Reflect.apply(method, source, []);
  },
};

function wrapOf(self: unknown, name: string): Helper {
  const wrap = stateOf(self);
  if (!(wrap instanceof Helper) || wrap.kind !== Kind.wrap) throw new TypeError(`${name} called on a value that Iterator.from did not make`);
  return wrap;
}

function iteratorThis(self: unknown, name: string): object {
  if (!isObject(self)) throw new TypeError(`Iterator.prototype.${name} called on a value that is not an object`);
  return self;
}

/** The method checks its argument before it reads `next`, and closes the iterator when the argument is wrong. */
function withFunction(self: unknown, name: string, kind: number, f: unknown): Helper {
  const source = iteratorThis(self, name);
  if (typeof f !== "function") closing(source, () => { throw new TypeError(`Iterator.prototype.${name}: ${describe(f)} is not a function`); });
  return direct(kind, source, f);
}

function withLimit(self: unknown, name: string, kind: number, limit: unknown): object {
  const source = iteratorThis(self, name);
  const count = closing(source, () => {
    const number = Number(typeof limit === "bigint" ? toNumber(limit) : limit);
    if (!(Math.trunc(number) >= 0)) throw new RangeError(`Iterator.prototype.${name}: ${String(number)} must be a positive number`);
    return Math.trunc(number);
  });
  const helper = direct(kind, source, undefined);
  helper.n = count;
  return makeShell(IteratorHelperPrototype, helper);
}

/** ECMA-262 7.1.4 ToNumber of what `Number` takes and the language does not. */
function toNumber(value: bigint): number {
  return +(value as unknown as number);
}

const makers = {
  map(this: unknown, mapper: unknown): object { return makeShell(IteratorHelperPrototype, withFunction(this, "map", Kind.map, mapper)); },
  filter(this: unknown, predicate: unknown): object { return makeShell(IteratorHelperPrototype, withFunction(this, "filter", Kind.filter, predicate)); },
  take(this: unknown, limit: unknown): object { return withLimit(this, "take", Kind.take, limit); },
  drop(this: unknown, limit: unknown): object { return withLimit(this, "drop", Kind.drop, limit); },
  flatMap(this: unknown, mapper: unknown): object { return makeShell(IteratorHelperPrototype, withFunction(this, "flatMap", Kind.flatMap, mapper)); },
};

/** Calls the record's function with each value, until `isLast` says so of a result; closes the iterator then. */
function search(record: Helper, isLast: (result: unknown) => boolean): boolean {
  const { source, f } = record;
  for (; step(record); record.n++) {
    const value = taken;
    if (!isLast(closing(source, () => (f as Function)(value, record.n) as unknown))) continue;
    close(source);
    taken = value;
    return true;
  }
  return false;
}

const consumers = {
  forEach(this: unknown, callback: unknown): void { search(withFunction(this, "forEach", Kind.map, callback), () => false); },
  some(this: unknown, predicate: unknown): boolean { return search(withFunction(this, "some", Kind.map, predicate), Boolean); },
  every(this: unknown, predicate: unknown): boolean { return !search(withFunction(this, "every", Kind.map, predicate), (result) => !result); },
  find(this: unknown, predicate: unknown): unknown { return search(withFunction(this, "find", Kind.map, predicate), Boolean) ? taken : undefined; },
  toArray(this: unknown): unknown[] {
    const record = direct(Kind.map, iteratorThis(this, "toArray"), undefined);
    const values: unknown[] = [];
    while (step(record)) Object.defineProperty(values, values.length, { value: taken, writable: true, enumerable: true, configurable: true });
    return values;
  },
  reduce(this: unknown, reducer: unknown, ...initial: unknown[]): unknown {
    const record = withFunction(this, "reduce", Kind.map, reducer);
    let result = initial[0];
    let n = 0;
    if (initial.length === 0) {
      if (!step(record)) throw new TypeError("Reduce of an iterator without values and without an initial value");
      result = taken;
      n = 1;
    }
    for (; step(record); n++) {
      const value = taken;
      result = closing(record.source, () => (reducer as Function)(result, value, n) as unknown);
    }
    return result;
  },
};

/** `Iterator` of ECMA-262 27.1.3, abstract. No class: the `prototype` of one could not be the %Iterator.prototype% that is there. */
function WorkflowIterator(): void {
  if (new.target === undefined || new.target === WorkflowIterator) throw new TypeError("Abstract class Iterator not directly constructable");
}

const statics = {
  from(value: unknown): object {
    const record = flattenable(value, true);
    return IteratorPrototype.isPrototypeOf(record.source) ? record.source : makeShell(WrapForValidIteratorPrototype, record);
  },
};

/** Puts `Iterator` and the methods of its prototype into the realm, whether the engine has its own or not. */
export function installIteratorHelpers(): void {
  installMethods(IteratorHelperPrototype, helperMethods);
  installMethods(WrapForValidIteratorPrototype, wrapMethods);
  Object.defineProperty(IteratorHelperPrototype, Symbol.toStringTag, { value: "Iterator Helper", configurable: true });
  Object.defineProperty(WorkflowIterator, "name", { value: "Iterator", configurable: true });
  Object.defineProperty(WorkflowIterator, "prototype", { value: IteratorPrototype, writable: false });
  installMethods(WorkflowIterator, statics);
  installMethods(IteratorPrototype, makers);
  installMethods(IteratorPrototype, consumers);
  Object.defineProperty(consumers.reduce, "length", { value: 1, configurable: true });
  accessor("constructor", WorkflowIterator);
  accessor(Symbol.toStringTag, "Iterator");
  Object.defineProperty(globalThis, "Iterator", { value: WorkflowIterator, writable: true, enumerable: false, configurable: true });
}

/** ECMA-262 27.1.4.1 and 27.1.4.14: what inherits from %Iterator.prototype% may set a property of its own in its place. */
function accessor(key: string | symbol, value: unknown): void {
  const { get, set } = Reflect.getOwnPropertyDescriptor({
    get [key]() { return value; },
    set [key](given: unknown) {
      const self: unknown = this;
      if (!isObject(self) || self === IteratorPrototype) throw new TypeError(`Cannot set ${String(key)} of Iterator.prototype`);
      const isOwn = Reflect.getOwnPropertyDescriptor(self, key) !== undefined;
      if (isOwn) (self as Record<string | symbol, unknown>)[key] = given;
      else Object.defineProperty(self, key, { value: given, writable: true, enumerable: true, configurable: true });
    },
  }, key)!;
  Object.defineProperty(IteratorPrototype, key, { get: get!, set: set!, enumerable: false, configurable: true });
}

/** Prototypes that no property of a global leads to, with names for the codec. */
export function helperIntrinsics(): [string, object][] {
  return [["%IteratorHelperPrototype%", IteratorHelperPrototype], ["%WrapForValidIteratorPrototype%", WrapForValidIteratorPrototype]];
}
