import type { ProgramIterator } from "../abi.js";
import { Layouts, registerLayout } from "./layouts.js";

/** `Cursor.kind`; stands in continuations. */
const Kind = { array: 0, string: 1, mapEntries: 2, mapKeys: 3, mapValues: 4, set: 5, setEntries: 6, protocol: 7, keys: 8, arrayKeys: 9,
  arrayEntries: 10, done: 11 } as const;

/**
 * The iterator of a loop that contains an await. One class, so that one layout saves every kind.
 *
 * A Map or Set is walked by a native iterator, which is what makes changes during the loop exact. When the step
 * ends, its place is written down as the number of entries before it: the native iterator knows how many are left.
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
      case Kind.arrayKeys:
      case Kind.arrayEntries: {
        const source = this.source as unknown[];
        const i = this.place as number;
        if (i >= source.length) return this.end();
        this.place = i + 1;
        this.value = this.kind === Kind.arrayKeys ? i : [i, source[i]];
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
    natives.delete(this);
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
    const native = natives.get(this);
    if (native === undefined) return;
    let left = 0;
    while (native.next().done !== true) left++;
    natives.delete(this);
    this.place = (this.source as Map<unknown, unknown>).size - left;
  }

  private end(): boolean {
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
      native = nativeIterator(this.kind, this.source);
      natives.set(this, native);
      for (let i = 0; i < (this.place as number); i++) native.next();
      active[active.length] = this;
    }
    const result = native.next();
    if (result.done === true) {
      natives.delete(this);
      return this.end();
    }
    this.value = result.value;
    return true;
  }
}
registerLayout(Layouts.cursor, "runtime", Cursor, ["kind", "value", "place", "extra", "source"],
               [null, null, null, null, null, null, null, null, null, null, null, []]);

let active: Cursor[] = [];
const natives = new WeakMap<Cursor, Iterator<unknown>>();

/** Makes every loop over a Map or Set ready to be saved. Called when a step ends. */
export function settleCursors(): void {
  for (const cursor of active) cursor.settle();
  active = [];
}

const arrayValues = Array.prototype[Symbol.iterator];
const stringIterator = String.prototype[Symbol.iterator];
const mapIterator = Map.prototype[Symbol.iterator];
const setIterator = Set.prototype[Symbol.iterator];
const arrayIteratorPrototype = Object.getPrototypeOf([][Symbol.iterator]()) as { next: unknown };
const mapIteratorPrototype = Object.getPrototypeOf(new Map()[Symbol.iterator]()) as { next: unknown };
const setIteratorPrototype = Object.getPrototypeOf(new Set()[Symbol.iterator]()) as { next: unknown };
const stringIteratorPrototype = Object.getPrototypeOf(""[Symbol.iterator]()) as { next: unknown };
const { next: arrayNext } = arrayIteratorPrototype;
const { next: mapNext } = mapIteratorPrototype;
const { next: setNext } = setIteratorPrototype;
const { next: stringNext } = stringIteratorPrototype;
const mapEntries = Map.prototype.entries;
const mapKeys = Map.prototype.keys;
const mapValues = Map.prototype.values;
const setValues = Set.prototype.values;
const setEntries = Set.prototype.entries;

/** `Abi.iterator` (ECMA-262 7.4.3 GetIterator, sync). */
export function iterator(value: unknown): ProgramIterator {
  const method = (value as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (typeof method !== "function") throw new TypeError(`${describe(value)} is not iterable`);
  if (method === arrayValues && Array.isArray(value) && arrayIteratorPrototype.next === arrayNext) return new Cursor(Kind.array, value);
  if (method === stringIterator && typeof value === "string" && stringIteratorPrototype.next === stringNext) return new Cursor(Kind.string, value);
  if (method === mapIterator && value instanceof Map && mapIteratorPrototype.next === mapNext) return new Cursor(Kind.mapEntries, value);
  if (method === setIterator && value instanceof Set && setIteratorPrototype.next === setNext) return new Cursor(Kind.set, value);
  const made: unknown = Reflect.apply(method, value, []);
  if (!isObject(made)) throw new TypeError("The iterator method gave a value that is not an object");
  const cursor = new Cursor(Kind.protocol, made);
  cursor.place = (made as { next?: unknown }).next;
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

function nativeIterator(kind: number, source: unknown): Iterator<unknown> {
  switch (kind) {
    case Kind.mapEntries: return Reflect.apply(mapEntries, source, []) as Iterator<unknown>;
    case Kind.mapKeys: return Reflect.apply(mapKeys, source, []) as Iterator<unknown>;
    case Kind.mapValues: return Reflect.apply(mapValues, source, []) as Iterator<unknown>;
    case Kind.setEntries: return Reflect.apply(setEntries, source, []) as Iterator<unknown>;
    default: return Reflect.apply(setValues, source, []) as Iterator<unknown>;
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? "the object" : typeof value === "string" ? "the string" : String(value);
}
