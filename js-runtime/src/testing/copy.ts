import { inspect, types } from "node:util";

/** Stands for a value that means something inside the thread only: a function, a promise, a local symbol. */
export class Shown {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    return this.text;
  }
}

/**
 * Makes a function that copies values of a bundle's realm into this one, with cycles and sharing. The realm is used for other threads
 * afterwards, and `expect(...).toEqual` tells objects of two realms apart.
 */
export function copyOf(): (value: unknown) => unknown {
  const known = new Map<object, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value === "symbol") return Symbol.keyFor(value) === undefined ? new Shown(String(value)) : value;
    if (typeof value === "function") return new Shown(value.name === "" ? "[Function]" : `[Function ${value.name}]`);
    if (typeof value !== "object" || value === null) return value;
    if (!known.has(value)) copyObject(value);
    return known.get(value);
  };
  const copyObject = (value: object): void => {
    const made = emptyCopy(value);
    known.set(value, made);
    if (made instanceof Shown) return;
    if (made instanceof Map) for (const [key, item] of value as Map<unknown, unknown>) made.set(copy(key), copy(item));
    else if (made instanceof Set) for (const item of value as Set<unknown>) made.add(copy(item));
    for (const key of Object.keys(value)) {
      const own = Reflect.getOwnPropertyDescriptor(value, key);
      if (own !== undefined && !types.isTypedArray(value)) {
        Object.defineProperty(made, key, { value: "value" in own ? copy(own.value) : new Shown("[accessor]"), writable: true, enumerable: true, configurable: true });
      }
    }
  };
  return copy;
}

function emptyCopy(value: object): object {
  if (types.isProxy(value)) return new Shown("[Proxy]");
  if (Array.isArray(value)) return new Array<unknown>(value.length);
  if (types.isMap(value)) return new Map();
  if (types.isSet(value)) return new Set();
  if (types.isDate(value)) return new Date(value.getTime());
  if (types.isRegExp(value)) return new RegExp(value.source, value.flags);
  if (types.isNativeError(value)) return Object.assign(new Error(value.message), { name: value.name, stack: value.stack });
  if (types.isTypedArray(value)) return Uint8Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return tag === "Object" ? {} : new Shown(`[${tag}]`);
}
