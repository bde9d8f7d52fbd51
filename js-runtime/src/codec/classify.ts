import { Tag, VIEW_NAMES } from "./tags.js";

/** What an object is made of, or why it cannot be saved. */
export type Classified = { readonly tag: number } | { readonly refused: string };

const ordinary: Classified = { tag: Tag.object };
const toText = Object.prototype.toString;
const bufferLength = getter(ArrayBuffer.prototype, "byteLength");
const viewName = getter(Object.getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag);
const dataViewLength = getter(DataView.prototype, "byteLength");

/** Built-in prototypes and what inherits from them directly or through classes. Others are refused by name. */
const brands: [object, (object: object) => Classified][] = [
  [Object.prototype, () => ordinary],
  [Map.prototype, (object) => branded(getter(Map.prototype, "size"), object, Tag.map)],
  [Set.prototype, (object) => branded(getter(Set.prototype, "size"), object, Tag.set)],
  [Date.prototype, (object) => branded(Date.prototype.getTime, object, Tag.date)],
  [RegExp.prototype, (object) => branded(getter(RegExp.prototype, "flags"), object, Tag.regExp)],
  [ArrayBuffer.prototype, (object) => branded(bufferLength, object, Tag.buffer)],
  [DataView.prototype, (object) => branded(dataViewLength, object, Tag.view)],
  [Object.getPrototypeOf(Uint8Array.prototype) as object, (object) => (viewType(object) === -1 ? ordinary : { tag: Tag.view })],
  [Error.prototype, (object) => (isError(object) ? { tag: Tag.error } : ordinary)],
  [String.prototype, boxed], [Number.prototype, boxed], [Boolean.prototype, boxed], [BigInt.prototype, boxed], [Symbol.prototype, boxed],
  [Array.prototype, () => ordinary],
  [Function.prototype, () => ordinary],
  // A class that extends Iterator has no state of its own; the engine's iterators have prototypes that are refused.
  [Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object, () => ordinary],
  // Generator objects are known by their stamps; what else inherits from these has no state.
  [(Object.getPrototypeOf(function* () {}) as { prototype: object }).prototype, () => ordinary],
  [(Object.getPrototypeOf(async function* () {}) as { prototype: object }).prototype, () => ordinary],
];
const brandOf = new Map(brands);

/**
 * Finds the kind of an object that is neither a function nor known by its stamp or layout. An array is told by itself, every other
 * kind by the first built-in prototype in its chain and then by its internal slot.
 */
export function classify(object: object, builtInName: (value: object) => string | undefined): Classified {
  if (Array.isArray(object)) return { tag: Tag.array };
  let prototype = Object.getPrototypeOf(object) as object | null;
  while (prototype !== null) {
    const brand = brandOf.get(prototype);
    if (brand !== undefined) return brand === brandOf.get(Object.prototype) ? argumentsOr(object) : brand(object);
    const name = builtInName(prototype);
    if (name !== undefined && !name.startsWith("kafka-workflow")) {
      const owner = /^%?(.*?)(Prototype%|\.prototype)$/.exec(name)?.[1];
      return errorNames.test(name) ? brandOf.get(Error.prototype)!(object) : viewPrototypes.has(name) ? { tag: Tag.view }
        : { refused: owner === undefined ? `an object that inherits from ${name}` : `a native ${owner}` };
    }
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return ordinary;
}

const errorNames = /^[A-Za-z]*Error\.prototype$/;
const viewPrototypes = new Set<string>(VIEW_NAMES.map((name) => `${name}.prototype`));

/** The number of a view's element type, -1 for other objects. */
export function viewType(object: object): number {
  const name: unknown = Reflect.apply(viewName, object, []);
  if (typeof name === "string") return VIEW_NAMES.indexOf(name as "Int8Array");
  return isBranded(dataViewLength, object) ? 0 : -1;
}

function isError(object: object): boolean {
  return Reflect.apply(toText, object, []) === "[object Error]" || Object.hasOwn(object, "stack");
}

function argumentsOr(object: object): Classified {
  return Reflect.apply(toText, object, []) === "[object Arguments]" && !(Symbol.toStringTag in object) ? { refused: "an arguments object" } : ordinary;
}

function boxed(object: object): Classified {
  return boxedValue(object) === undefined ? ordinary : { tag: Tag.boxed };
}

/** The primitive in a boxed primitive; undefined for other objects. */
export function boxedValue(object: object): unknown {
  for (const valueOf of [String.prototype.valueOf, Number.prototype.valueOf, Boolean.prototype.valueOf, BigInt.prototype.valueOf, Symbol.prototype.valueOf]) {
    if (isBranded(valueOf, object)) return Reflect.apply(valueOf, object, []);
  }
  return undefined;
}

function branded(method: Function, object: object, tag: number): Classified {
  return isBranded(method, object) ? { tag } : ordinary;
}

function isBranded(method: Function, object: object): boolean {
  try {
    Reflect.apply(method, object, []);
    return true;
  } catch {
    // These methods throw when the internal slot is missing, and for nothing else: that is the question asked.
    return false;
  }
}

function getter(object: object, key: string | symbol): Function {
  return Reflect.getOwnPropertyDescriptor(object, key)!.get!;
}
