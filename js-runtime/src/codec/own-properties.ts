import { boxedValue } from "./classify.js";
import { Attribute, ShapeFlag, Tag } from "./tags.js";

/** The own properties of an object as a shape and values. */
export interface OwnProperties {
  readonly prototype: object | null;
  /** `ShapeFlag` bits. */
  readonly flags: number;
  readonly keys: readonly (string | symbol)[];
  /** By place in `keys`; `Attribute` bits. */
  readonly attributes: readonly number[];
  /** By place in `keys`: the value, or the getter of an accessor. */
  readonly values: readonly unknown[];
  /** By place in `keys`; setters of accessors. */
  readonly setters: readonly unknown[];
}

/** An element of an array that has more than plain elements, or holes in it. */
export interface IndexProperty {
  readonly index: number;
  readonly attributes: number;
  readonly value: unknown;
  readonly setter: unknown;
}

const MAX_INDEX = 2 ** 32 - 2;

/** Reads without running user code. Leaves out what the kind `tag` writes in another way: elements, `length`, `lastIndex`. */
export function ownProperties(object: object, tag: number): OwnProperties {
  const keys: (string | symbol)[] = [];
  const attributes: number[] = [];
  const values: unknown[] = [];
  const setters: unknown[] = [];
  let flags = Object.isExtensible(object) ? 0 : ShapeFlag.notExtensible;
  for (const key of Reflect.ownKeys(object)) {
    const d = Reflect.getOwnPropertyDescriptor(object, key)!;
    if (isLength(tag, key, object)) {
      if (d.writable === false && tag !== Tag.boxed) flags |= ShapeFlag.lockedLength;
      continue;
    }
    if (typeof key === "string" && hasElements(tag) && indexOf(key) >= 0 && (tag !== Tag.boxed || !d.configurable)) continue;
    // The stack of an error is a value that some engines offer through an accessor of their own.
    const isStack = tag === Tag.error && key === "stack" && !("value" in d);
    const isAccessor = !("value" in d) && !isStack;
    const bits = (isAccessor || d.writable || isStack ? 0 : Attribute.notWritable) | (d.enumerable ? 0 : Attribute.notEnumerable)
      | (d.configurable ? 0 : Attribute.notConfigurable) | (isAccessor ? Attribute.accessor : 0);
    if (bits !== 0) flags |= ShapeFlag.hasAttributes;
    keys.push(key);
    attributes.push(bits);
    values.push(isStack ? (object as Error).stack : isAccessor ? d.get : d.value);
    setters.push(isAccessor ? d.set : undefined);
  }
  return { prototype: Object.getPrototypeOf(object) as object | null, flags, keys, attributes, values, setters };
}

/** The elements of an array in order of index. */
export function indexProperties(array: unknown[]): IndexProperty[] {
  const found: IndexProperty[] = [];
  for (const key of Reflect.ownKeys(array)) {
    const index = typeof key === "string" ? indexOf(key) : -1;
    if (index < 0) continue;
    const d = Reflect.getOwnPropertyDescriptor(array, key)!;
    const isAccessor = !("value" in d);
    found.push({
      index,
      attributes: (isAccessor || d.writable ? 0 : Attribute.notWritable) | (d.enumerable ? 0 : Attribute.notEnumerable)
        | (d.configurable ? 0 : Attribute.notConfigurable) | (isAccessor ? Attribute.accessor : 0),
      value: isAccessor ? d.get : d.value,
      setter: d.set,
    });
  }
  return found;
}

/** Whether tag 14 says everything of `array`: all attributes default, nothing but elements, not mostly holes. */
export function isPlainArray(array: unknown[], own: OwnProperties): boolean {
  if (own.prototype !== Array.prototype || own.flags !== 0 || own.keys.length > 0) return false;
  let elements = 0;
  for (const key of Reflect.ownKeys(array)) {
    if (typeof key !== "string" || key === "length") continue;
    const d = Reflect.getOwnPropertyDescriptor(array, key)!;
    if (!("value" in d) || !d.writable || !d.enumerable || !d.configurable) return false;
    elements++;
  }
  return array.length <= 2 * elements + SPARE_HOLES;
}

/** Holes that a plain array may have beyond one for each element. */
const SPARE_HOLES = 16;

function isLength(tag: number, key: string | symbol, object: object): boolean {
  if (key === "length") return tag === Tag.array || tag === Tag.otherArray || (tag === Tag.boxed && typeof boxedValue(object) === "string");
  return key === "lastIndex" && tag === Tag.regExp;
}

function hasElements(tag: number): boolean {
  return tag === Tag.array || tag === Tag.otherArray || tag === Tag.view || tag === Tag.boxed;
}

/** The array index that `key` spells, or -1. */
function indexOf(key: string): number {
  const index = +key;
  return index >= 0 && index <= MAX_INDEX && String(index) === key && Number.isInteger(index) ? index : -1;
}
