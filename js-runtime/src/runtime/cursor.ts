import type { ProgramIterator } from "../abi.js";
import { Layouts, registerLayout } from "./layouts.js";
import { stepRegExp } from "./match-all.js";

/** `Cursor.kind`; stands in continuations. */
export const Kind = {
  array: 0, string: 1, mapEntries: 2, mapKeys: 3, mapValues: 4, set: 5, setEntries: 6, protocol: 7, keys: 8, arrayKeys: 9,
  arrayEntries: 10, done: 11, regExp: 12,
} as const;

/**
 * The place of an iteration: of a loop that contains an await, or of an iterator that user code holds. One class, so that
 * one layout saves every kind.
 *
 * A Map or Set is walked by a native iterator, which is what makes changes during the walk exact. When a cursor is saved, its place is
 * written down as the number of entries before it (the native iterator knows how many are left); when it has been
 * loaded, before any code can change the collection, a new native iterator is brought to that place.
 */
export class Cursor implements ProgramIterator {
  value: unknown = undefined;
  /** Entries before the next one; for `protocol` the `next` method, for `regExp` `MatchFlags`. */
  place: unknown = 0;
  /** For `keys` the keys, for `regExp` the string. */
  extra: unknown = undefined;

  constructor(public kind: number, public source: unknown) {}

  step(): boolean {
    switch (this.kind) {
      case Kind.array: {
        const source = this.source as unknown[];
        const i = this.place as number;
        if (i >= (Array.isArray(source) ? source.length : lengthOf(source))) return this.end();
        this.place = i + 1;
        this.value = source[i];
        return true;
      }
      case Kind.string: {
        const source = this.source as string;
        const i = this.place as number;
        if (i >= source.length) return this.end();
        const text = String.fromCodePoint(source.codePointAt(i)!);
        this.place = i + text.length;
        this.value = text;
        return true;
      }
      case Kind.protocol:
        return this.stepProtocol();
      case Kind.keys:
        return this.stepKeys();
      case Kind.arrayKeys:
      case Kind.arrayEntries: {
        const source = this.source as unknown[];
        const i = this.place as number;
        if (i >= lengthOf(source)) return this.end();
        this.place = i + 1;
        this.value = this.kind === Kind.arrayKeys ? i : [i, source[i]];
        return true;
      }
      case Kind.regExp:
        return stepRegExp(this) ? true : this.end();
      case Kind.done:
        return false;
      default:
        return this.stepNative();
    }
  }

  close(isThrow: boolean): void {
    const { kind, source } = this;
    this.end();
    if (kind !== Kind.protocol) return;
    if (isThrow) {
      try {
        const method = (source as { return?: unknown }).return;
        if (method !== undefined && method !== null) Reflect.apply(method as Function, source, []);
      } catch {
        // ECMA-262 7.4.11 step 5: the error that ends the loop goes on in place of this one.
      }
      return;
    }
    const method = (source as { return?: unknown }).return;
    if (method === undefined || method === null) return;
    const result: unknown = Reflect.apply(method as Function, source, []);
    if (!isObject(result)) throw new TypeError("The return method of an iterator gave a value that is not an object");
  }

  /** Writes down the place of the native iterator, if there is one, and gives it up. */
  settle(): void {
    const native = natives.get(this);
    if (native === undefined) return;
    natives.delete(this);
    const { source } = this;
    const isMap = isOfMap(this.kind);
    const size = Reflect.apply(isMap ? mapSize : setSize, source, []) as number;
    // One more entry tells an iterator that stands at the end from one that has ended.
    Reflect.apply(isMap ? mapSet : setAdd, source, [END, undefined]);
    let left = 0;
    while (native.next().done !== true) left++;
    Reflect.apply(isMap ? mapDelete : setDelete, source, [END]);
    if (left === 0) this.end();
    else this.place = size + 1 - left;
  }

  /** Makes the native iterator for `place`, where the kind needs one. */
  arm(): void {
    if (!isNativeKind(this.kind) || natives.has(this)) return;
    const native = nativeIterator(this.kind, this.source);
    for (let i = 0; i < (this.place as number) && native.next().done !== true; i++);
    natives.set(this, native);
  }

  end(): false {
    natives.delete(this);
    this.kind = Kind.done;
    this.source = this.value = this.extra = undefined;
    this.place = 0;
    return false;
  }

  private stepProtocol(): boolean {
    const source = this.source;
    const result: unknown = Reflect.apply(this.place as Function, source, []);
    if (!isObject(result)) throw new TypeError("The next method of an iterator gave a value that is not an object");
    if ((result as { done?: unknown }).done) return this.end();
    this.value = (result as { value?: unknown }).value;
    return true;
  }

  /** A key that was deleted before its turn is left out (ECMA-262 14.7.5.9 EnumerateObjectProperties). */
  private stepKeys(): boolean {
    const keys = this.extra as string[];
    while ((this.place as number) < keys.length) {
      const key = keys[this.place as number]!;
      this.place = (this.place as number) + 1;
      if (key in (this.source as object)) {
        this.value = key;
        return true;
      }
    }
    return this.end();
  }

  private stepNative(): boolean {
    this.arm();
    const result = natives.get(this)!.next();
    if (result.done === true) return this.end();
    this.value = result.value;
    return true;
  }
}
registerLayout(Layouts.cursor, "runtime", Cursor, ["kind", "value", "place", "extra", "source"],
               [null, null, null, null, null, null, null, null, null, null, null, [], null], undefined, {
  beforeSave: (cursor) => (cursor as Cursor).settle(),
  afterLoad: (cursor) => (cursor as Cursor).arm(),
});

const natives = new WeakMap<Cursor, Iterator<unknown>>();
const END = Object.freeze({});

/** The native methods that make iterators, by kind. */
const makers: Function[] = [];
makers[Kind.mapEntries] = Map.prototype.entries;
makers[Kind.mapKeys] = Map.prototype.keys;
makers[Kind.mapValues] = Map.prototype.values;
makers[Kind.set] = Set.prototype.values;
makers[Kind.setEntries] = Set.prototype.entries;

function isNativeKind(kind: number): boolean {
  return makers[kind] !== undefined;
}

/** A native iterator for a kind of Map or Set; throws the TypeError of the language when `source` is no such collection. */
export function nativeIterator(kind: number, source: unknown): Iterator<unknown> {
  return Reflect.apply(makers[kind]!, source, []) as Iterator<unknown>;
}

/** Cursors that are part of the module: ready to be compared between steps, ready to be used within one. */
let moduleCursors: readonly Cursor[] = [];

/** Called once, with everything that evaluating the bundle made. */
export function noteModuleCursors(members: readonly unknown[]): void {
  moduleCursors = members.filter((member) => member instanceof Cursor && isNativeKind(member.kind)) as Cursor[];
  settleModuleCursors();
}

/** Called when a step ends. */
export function settleModuleCursors(): void {
  for (let i = 0; i < moduleCursors.length; i++) moduleCursors[i]!.settle();
}

/** Called when a step begins. */
export function armModuleCursors(): void {
  for (let i = 0; i < moduleCursors.length; i++) moduleCursors[i]!.arm();
}

const mapSize = Reflect.getOwnPropertyDescriptor(Map.prototype, "size")!.get!;
const setSize = Reflect.getOwnPropertyDescriptor(Set.prototype, "size")!.get!;
const mapSet = Map.prototype.set;
const setAdd = Set.prototype.add;
const mapDelete = Map.prototype.delete;
const setDelete = Set.prototype.delete;
function isOfMap(kind: number): boolean {
  return kind === Kind.mapEntries || kind === Kind.mapKeys || kind === Kind.mapValues;
}

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const typedArrayLength = Reflect.getOwnPropertyDescriptor(typedArray, "length")!.get!;
const typedArrayName = Reflect.getOwnPropertyDescriptor(typedArray, Symbol.toStringTag)!.get!;

/** ECMA-262 7.3.18 LengthOfArrayLike; a typed array knows its own. */
export function lengthOf(source: object): number {
  if (Reflect.apply(typedArrayName, source, []) !== undefined) return Reflect.apply(typedArrayLength, source, []) as number;
  const length = Math.trunc(Number((source as { length?: unknown }).length));
  return length > 0 ? Math.min(length, Number.MAX_SAFE_INTEGER) : 0;
}

const arrayValues = Array.prototype[Symbol.iterator];
const stringIterator = String.prototype[Symbol.iterator];
const mapIterator = Map.prototype[Symbol.iterator];
const setIterator = Set.prototype[Symbol.iterator];
const nextOf = (sample: object): (() => unknown) => {
  const prototype = Object.getPrototypeOf(sample) as { next: unknown };
  const { next } = prototype;
  return () => prototype.next === next;
};
const isArrayNative = nextOf([][Symbol.iterator]());
const isStringNative = nextOf(""[Symbol.iterator]());

/** `Abi.iterator` (ECMA-262 7.4.3 GetIterator, sync). */
export function iterator(value: unknown): ProgramIterator {
  const method = (value as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (typeof method !== "function") throw new TypeError(`${describe(value)} is not iterable`);
  if (method === arrayValues && Array.isArray(value) && isArrayNative()) return new Cursor(Kind.array, value);
  if (method === stringIterator && typeof value === "string" && isStringNative()) return new Cursor(Kind.string, value);
  if (method === mapIterator) return collectionCursor(Kind.mapEntries, value);
  if (method === setIterator) return collectionCursor(Kind.set, value);
  const made: unknown = iterateBy(method, value);
  if (!isObject(made)) throw new TypeError("The iterator method gave a value that is not an object");
  const cursor = new Cursor(Kind.protocol, made);
  cursor.place = (made as { next?: unknown }).next;
  return cursor;
}

/** A cursor over a Map or Set that stands before its first entry; throws when `source` is none. */
export function collectionCursor(kind: number, source: unknown): Cursor {
  const native = nativeIterator(kind, source);
  const cursor = new Cursor(kind, source);
  natives.set(cursor, native);
  return cursor;
}

/** Methods whose native iterators cannot be saved, and those that stand in for them. */
export const replaced = new Map<unknown, Function>();

/** `Abi.iteratorMethod` */
export function iteratorMethod(value: unknown): unknown {
  const method = (value as { [Symbol.iterator]: unknown })[Symbol.iterator];
  return replaced.get(method) ?? method;
}

/** `Abi.iterate` */
export function iterate(value: unknown): unknown {
  const method = (value as { [Symbol.iterator]: unknown })[Symbol.iterator];
  if (typeof method !== "function") throw new TypeError(`${describe(value)} is not iterable`);
  return iterateBy(method, value);
}

function iterateBy(method: unknown, value: unknown): unknown {
  return Reflect.apply((replaced.get(method) ?? method) as Function, value, []);
}

/** `Abi.keys` */
export function keys(value: unknown): ProgramIterator {
  if (value === undefined || value === null) return new Cursor(Kind.done, undefined);
  const object = Object(value) as object;
  const found: string[] = [];
  for (const key in object) found[found.length] = key;
  const cursor = new Cursor(Kind.keys, object);
  cursor.extra = found;
  return cursor;
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

export function describe(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? "the object" : typeof value === "string" ? "the string" : String(value);
}
