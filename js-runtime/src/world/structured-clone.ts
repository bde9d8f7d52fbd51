import { DOMException } from "./dom-exception.js";

const textOf = Object.prototype.toString;
const ERRORS: Readonly<Record<string, ErrorConstructor>> = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

/**
 * `structuredClone` of https://html.spec.whatwg.org/#structuredserializeinternal for the values that workflow code can have. Buffers in
 * `transfer` are moved; nothing else can be.
 */
export function structuredClone(value: unknown, options: { transfer?: Iterable<unknown> } = {}): unknown {
  const copies = new Map<unknown, unknown>();
  const transfer = [...(options.transfer ?? [])];
  for (const one of transfer) {
    if (!(one instanceof ArrayBuffer)) throw refused(one, "cannot be transferred");
  }
  const copy = clone(value, copies);
  for (const buffer of transfer as ArrayBuffer[]) {
    if (typeof (buffer as { transfer?: unknown }).transfer === "function") (buffer as ArrayBuffer & { transfer(): ArrayBuffer }).transfer();
  }
  return copy;
}

function clone(value: unknown, copies: Map<unknown, unknown>): unknown {
  if (typeof value === "symbol" || typeof value === "function") throw refused(value, "could not be cloned");
  if (typeof value !== "object" || value === null) return value;
  if (copies.has(value)) return copies.get(value);
  const copy = emptyCopy(value, copies);
  copies.set(value, copy);
  if (value instanceof Map) {
    for (const [key, item] of [...value]) (copy as Map<unknown, unknown>).set(clone(key, copies), clone(item, copies));
  } else if (value instanceof Set) {
    for (const item of [...value]) (copy as Set<unknown>).add(clone(item, copies));
  } else if (value instanceof Error) {
    copyError(value, copy as Error, copies);
  } else if (Array.isArray(value) || textOf.call(copy) === "[object Object]") {
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(value, key)) continue;
      Object.defineProperty(copy, key, { value: clone((value as Record<string, unknown>)[key], copies), writable: true, enumerable: true, configurable: true });
    }
  }
  return copy;
}

/** A new object of the same kind; complete for kinds that hold no other values. */
function emptyCopy(value: object, copies: Map<unknown, unknown>): object {
  if (Array.isArray(value)) {
    const array: unknown[] = [];
    array.length = value.length;
    return array;
  }
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof Map) return new Map();
  if (value instanceof Set) return new Set();
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (ArrayBuffer.isView(value)) return cloneView(value, copies);
  if (value instanceof Error) return newError(value);
  if (value instanceof Boolean || value instanceof Number || value instanceof String || value instanceof BigInt) return Object(value.valueOf()) as object;
  const isRefused = value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef || value instanceof Promise || value instanceof Symbol;
  if (isRefused) throw refused(value, "could not be cloned");
  return {};
}

function newError(value: Error): Error {
  const constructor = Object.hasOwn(ERRORS, value.name) ? ERRORS[value.name]! : Error;
  return new constructor();
}

function copyError(value: Error, copy: Error, copies: Map<unknown, unknown>): void {
  const message = Reflect.getOwnPropertyDescriptor(value, "message");
  if (message !== undefined && "value" in message) define(copy, "message", String(message.value));
  define(copy, "stack", String(value.stack));
  if (Object.hasOwn(value, "cause")) define(copy, "cause", clone(value.cause, copies));
}

function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
}

function cloneView(value: ArrayBufferView, copies: Map<unknown, unknown>): object {
  const buffer = clone(value.buffer, copies) as ArrayBuffer;
  const length = value instanceof DataView ? value.byteLength : (value as unknown as { length: number }).length;
  for (const constructor of [DataView, Uint8Array, Int8Array, Uint8ClampedArray, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array]) {
    if (value instanceof constructor) return Reflect.construct(constructor, [buffer, value.byteOffset, length]) as object;
  }
  throw refused(value, "could not be cloned");
}

function refused(value: unknown, what: string): DOMException {
  const text = typeof value === "symbol" ? value.toString() : typeof value === "function" ? `the function ${value.name}` : textOf.call(value);
  return new DOMException(`${text} ${what}`, "DataCloneError");
}
