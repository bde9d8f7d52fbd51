import { unrestorableModuleObject } from "../codec/errors.js";
import { keyInTheWay, makeRoom } from "../codec/key-order.js";
import { entriesOf, valuesOf } from "./collections.js";
import { privateRecord } from "./privates.js";
import { unsaveableKind } from "./unsaveable.js";

/** What one module object was when the bundle had been evaluated. */
interface Snapshot {
  readonly prototype: object | null;
  readonly isExtensible: boolean;
  readonly keys: readonly (string | symbol)[];
  readonly properties: readonly PropertyDescriptor[];
  /** Entries of a Map (flat), values of a Set, time of a Date, bytes of a buffer. */
  readonly inside: readonly unknown[] | undefined;
  readonly privates: object | undefined;
}

/** Keeps the module state of a bundle: which objects a thread has changed, and how to put them back. */
export class ModuleState {
  readonly #snapshots: (Snapshot | undefined)[];

  constructor(readonly members: readonly (object | symbol)[]) {
    this.#snapshots = members.map((member) => (typeof member === "symbol" || unsaveableKind(member) !== undefined ? undefined : take(member)));
  }

  /** Numbers of the objects that differ from their snapshot, ascending. */
  changed(): number[] {
    const numbers: number[] = [];
    for (let n = 0; n < this.members.length; n++) {
      const snapshot = this.#snapshots[n];
      if (snapshot !== undefined && differs(this.members[n] as object, snapshot)) numbers.push(n);
    }
    return numbers;
  }

  /** Throws when one of the objects could not be put back: before anything of the step is kept. */
  checkRestorable(numbers: readonly number[]): void {
    for (const n of numbers) {
      const why = whyStuck(this.members[n] as object, this.#snapshots[n]!);
      if (why !== undefined) throw unrestorableModuleObject(nameOf(this.members[n] as object, n), why);
    }
  }

  /** Puts back what has changed. Throws when an object refuses; the realm is then spoiled, and the host must evaluate the bundle anew. */
  restore(numbers: readonly number[] = this.changed()): void {
    this.checkRestorable(numbers);
    for (const n of numbers) putBack(this.members[n] as object, this.#snapshots[n]!);
  }
}

function take(object: object): Snapshot {
  const keys = Reflect.ownKeys(object).filter((key) => !isElement(object, key));
  return {
    prototype: Object.getPrototypeOf(object) as object | null,
    isExtensible: Object.isExtensible(object),
    keys,
    properties: keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key)!),
    inside: insideOf(object),
    privates: privateRecord(object),
  };
}

/** Elements of views stand in their buffers. */
function isElement(object: object, key: string | symbol): boolean {
  return typeof key === "string" && ArrayBuffer.isView(object) && String(+key) === key;
}

function insideOf(object: object): unknown[] | undefined {
  if (object instanceof Map) {
    const flat: unknown[] = [];
    for (const [key, value] of entriesOf(object)) flat.push(key, value);
    return flat;
  }
  if (object instanceof Set) return valuesOf(object);
  if (object instanceof Date) return [Date.prototype.getTime.call(object)];
  if (object instanceof ArrayBuffer) return [...new Uint8Array(object)];
  return undefined;
}

function differs(object: object, snapshot: Snapshot): boolean {
  if (Object.getPrototypeOf(object) !== snapshot.prototype || Object.isExtensible(object) !== snapshot.isExtensible
    || privateRecord(object) !== snapshot.privates) return true;
  const keys = Reflect.ownKeys(object).filter((key) => !isElement(object, key));
  if (!isSameList(keys, snapshot.keys)) return true;
  for (let i = 0; i < keys.length; i++) {
    if (!isSameProperty(Reflect.getOwnPropertyDescriptor(object, keys[i]!)!, snapshot.properties[i]!)) return true;
  }
  return snapshot.inside !== undefined && !isSameList(insideOf(object)!, snapshot.inside);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

function isSameProperty(a: PropertyDescriptor, b: PropertyDescriptor): boolean {
  return Object.is(a.value, b.value) && a.get === b.get && a.set === b.set && a.writable === b.writable
    && a.enumerable === b.enumerable && a.configurable === b.configurable;
}

/** Why the language does not let `object` become what it was; undefined when it does. */
function whyStuck(object: object, snapshot: Snapshot): string | undefined {
  if (!Object.isExtensible(object) && snapshot.isExtensible) return "it was frozen, sealed or made not extensible";
  if (privateRecord(object) !== snapshot.privates) return "a class gave it private members";
  if (!ArrayBuffer.isView(object)) {
    const fixed = keyInTheWay(object, snapshot.keys);
    if (fixed !== undefined) return `the property ${String(fixed)} cannot be deleted`;
  }
  for (const key of Reflect.ownKeys(object)) {
    const now = Reflect.getOwnPropertyDescriptor(object, key)!;
    if (now.configurable || isElement(object, key)) continue;
    const place = snapshot.keys.indexOf(key);
    if (place < 0) return `the property ${String(key)} was added as not configurable`;
    const then = snapshot.properties[place]!;
    const isValueOnly = now.writable === true && !then.configurable && then.writable === true;
    if (!isValueOnly && !isSameProperty(now, then)) return `the property ${String(key)} was made not configurable or not writable`;
  }
  return undefined;
}

function putBack(object: object, snapshot: Snapshot): void {
  if (Object.getPrototypeOf(object) !== snapshot.prototype) Object.setPrototypeOf(object, snapshot.prototype);
  if (!ArrayBuffer.isView(object)) makeRoom(object, snapshot.keys);
  for (let i = 0; i < snapshot.keys.length; i++) Object.defineProperty(object, snapshot.keys[i]!, snapshot.properties[i]!);
  const { inside } = snapshot;
  if (inside === undefined) return;
  if (object instanceof Map) {
    object.clear();
    for (let i = 0; i < inside.length; i += 2) object.set(inside[i], inside[i + 1]);
  } else if (object instanceof Set) {
    object.clear();
    for (const value of inside) object.add(value);
  } else if (object instanceof Date) {
    object.setTime(inside[0] as number);
  } else {
    new Uint8Array(object as ArrayBuffer).set(inside as number[]);
  }
}

function nameOf(object: object, n: number): string {
  if (typeof object === "function" && object.name !== "") return object.name;
  return `module object ${n}`;
}
