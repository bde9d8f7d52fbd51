import type { ProgramIterator } from "../abi.js";
import { Layouts, registerLayout } from "./layouts.js";
import { thread } from "./queue.js";

/** `Cursor.kind`; stands in continuations. */
const Kind = { array: 0, string: 1, mapEntries: 2, mapKeys: 3, mapValues: 4, set: 5, setEntries: 6, protocol: 7, keys: 8, arrayKeys: 9,
  arrayEntries: 10, done: 11 } as const;

/**
 * The iterator of a loop that contains an await. One class, so that one layout saves every kind.
 *
 * A Map or Set is walked by a native iterator, which is what makes changes during the loop exact. When a step ends, its place is
 * written down as the number of entries before it (the native iterator knows how many are left); when the next step
 * begins, before any code can change the collection, a new native iterator is brought to that place.
 */
export class Cursor implements ProgramIterator {
  value: unknown = undefined;
  /** Entries before the next one; for `protocol` the `next` method. */
  place: unknown = 0;
  /** For `keys`: the keys. */
  extra: unknown = undefined;

  constructor(public kind: number, public source: unknown) {}

  step(): boolean {
    switch (this.kind) {
      case Kind.array: {
        const source = this.source as unknown[];
        const i = this.place as number;
        if (i >= source.length) return this.end();
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

  /** Writes down the place of the native iterator and gives it up. */
  settle(): void {
    const native = natives.get(this)!;
    let left = 0;
    while (native.next().done !== true) left++;
    natives.delete(this);
    const source = this.source as unknown[] | Map<unknown, unknown>;
    this.place = (Array.isArray(source) ? source.length : source.size) - left;
  }

  /** Makes the native iterator for `place`. */
  arm(): Iterator<unknown> {
    const native = nativeIterator(this.kind, this.source);
    for (let i = 0; i < (this.place as number); i++) native.next();
    natives.set(this, native);
    return native;
  }

  private end(): boolean {
    if (natives.delete(this)) forget(this);
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
    let native = natives.get(this);
    if (native === undefined) {
      native = this.arm();
      remember(this);
    }
    const result = native.next();
    if (result.done === true) return this.end();
    this.value = result.value;
    return true;
  }
}
registerLayout(Layouts.cursor, "runtime", Cursor, ["kind", "value", "place", "extra", "source"],
               [null, null, null, null, null, null, null, null, null, null, null, []]);

const natives = new WeakMap<Cursor, Iterator<unknown>>();

/** Makes every loop over a Map or Set ready to be saved. Called when a step ends. */
export function settleCursors(): void {
  if (thread.cursors !== undefined) for (const cursor of thread.cursors) cursor.settle();
}

/** Makes them ready to go on. Called when a step begins. */
export function armCursors(): void {
  if (thread.cursors !== undefined) for (const cursor of thread.cursors) cursor.arm();
}

function remember(cursor: Cursor): void {
  (thread.cursors ??= []).push(cursor);
}

function forget(cursor: Cursor): void {
  const left = thread.cursors?.filter((other) => other !== cursor);
  thread.cursors = left === undefined || left.length === 0 ? undefined : left;
}

/** Native iterators that methods of collections made: which kind of walk, and over what. */
const origins = new WeakMap<object, { kind: number; source: object }>();

/**
 * Replaces the methods that make iterators of Maps, Sets and arrays (`entries`, `keys`, `values`) by ones that remember what they made, so that a
 * loop over one can be saved. Arrays keep their own `values`: engines take shortcuts while it is the original one.
 */
export function installIterators(): void {
  remembering(Map.prototype, Kind.mapEntries, "entries", Symbol.iterator);
  remembering(Map.prototype, Kind.mapKeys, "keys");
  remembering(Map.prototype, Kind.mapValues, "values");
  remembering(Set.prototype, Kind.set, "values", "keys", Symbol.iterator);
  remembering(Set.prototype, Kind.setEntries, "entries");
  remembering(Array.prototype, Kind.arrayKeys, "keys");
  remembering(Array.prototype, Kind.arrayEntries, "entries");
}

function remembering(prototype: object, kind: number, ...names: (string | symbol)[]): void {
  const name = names[0] as string;
  const native = (prototype as Record<string, Function>)[name]!;
  makers[kind] = native;
  const { [name]: value } = {
    [name](this: object): unknown {
      const made = Reflect.apply(native, this, []) as object;
      if (prototype !== Array.prototype || Array.isArray(this)) origins.set(made, { kind, source: this });
      return made;
    },
  };
  for (const key of names) Object.defineProperty(prototype, key, { value, writable: true, configurable: true });
}

/** The native methods, by kind. */
const makers: Function[] = [];

function nativeIterator(kind: number, source: unknown): Iterator<unknown> {
  return Reflect.apply(makers[kind]!, source, []) as Iterator<unknown>;
}

const arrayValues = Array.prototype[Symbol.iterator];
const stringIterator = String.prototype[Symbol.iterator];
const nextOf = (sample: object): (() => unknown) => {
  const prototype = Object.getPrototypeOf(sample) as { next: unknown };
  const { next } = prototype;
  return () => prototype.next === next;
};
const isArrayNative = nextOf([][Symbol.iterator]());
const isStringNative = nextOf(""[Symbol.iterator]());
const mapNext = (new Map()[Symbol.iterator]() as { next: unknown }).next;
const setNext = (new Set()[Symbol.iterator]() as { next: unknown }).next;
const arrayNext = ([][Symbol.iterator]() as { next: unknown }).next;

/** `Abi.iterator` (ECMA-262 7.4.3 GetIterator, sync). */
export function iterator(value: unknown): ProgramIterator {
  const method = (value as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (typeof method !== "function") throw new TypeError(`${describe(value)} is not iterable`);
  if (method === arrayValues && Array.isArray(value) && isArrayNative()) return new Cursor(Kind.array, value);
  if (method === stringIterator && typeof value === "string" && isStringNative()) return new Cursor(Kind.string, value);
  const made: unknown = Reflect.apply(method, value, []);
  if (!isObject(made)) throw new TypeError("The iterator method gave a value that is not an object");
  const next = (made as { next?: unknown }).next;
  const origin = origins.get(made);
  if (origin !== undefined && (next === mapNext || next === setNext || next === arrayNext)) {
    // The loop goes on from where the iterator is; whoever else holds it shares its place until the step ends.
    const cursor = new Cursor(origin.kind, origin.source);
    natives.set(cursor, made as Iterator<unknown>);
    remember(cursor);
    return cursor;
  }
  const cursor = new Cursor(Kind.protocol, made);
  cursor.place = next;
  return cursor;
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

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? "the object" : typeof value === "string" ? "the string" : String(value);
}
