import { parseUrlencodedString, serializeUrlencoded } from "./url-parser.js";

/** https://url.spec.whatwg.org/#interface-urlsearchparams */

/** The pairs, in order. Shared with `URL` of url.ts, which replaces them when its query changes. */
export const pairs = Symbol("pairs");
/** Told the new query after every change; a `URL` sets it. */
export const onChange = Symbol("onChange");

type Pair = [name: string, value: string];

/** `URLSearchParams` */
export class URLSearchParams {
  [pairs]: Pair[];
  [onChange]: ((query: string) => void) | undefined = undefined;

  constructor(init: unknown = "") {
    this[pairs] = isObject(init) ? pairsOf(init) : parseUrlencodedString(usv(init).replace(/^\?/, ""));
  }

  get size(): number {
    return this[pairs].length;
  }

  append(name: string, value: string): void {
    needs(arguments, 2, "append");
    this[pairs].push([usv(name), usv(value)]);
    changed(this);
  }

  delete(name: string, value?: string): void {
    needs(arguments, 1, "delete");
    const matches = matcher(name, value);
    this[pairs] = this[pairs].filter((pair) => !matches(pair));
    changed(this);
  }

  get(name: string): string | null {
    needs(arguments, 1, "get");
    return this[pairs].find(matcher(name))?.[1] ?? null;
  }

  getAll(name: string): string[] {
    needs(arguments, 1, "getAll");
    return this[pairs].filter(matcher(name)).map((pair) => pair[1]);
  }

  has(name: string, value?: string): boolean {
    needs(arguments, 1, "has");
    return this[pairs].some(matcher(name, value));
  }

  set(name: string, value: string): void {
    needs(arguments, 2, "set");
    const matches = matcher(name);
    const text = usv(value);
    const first = this[pairs].find(matches);
    if (first === undefined) {
      this[pairs].push([usv(name), text]);
    } else {
      first[1] = text;
      this[pairs] = this[pairs].filter((pair) => pair === first || !matches(pair));
    }
    changed(this);
  }

  /** By the code units of the names; pairs of one name keep their order. */
  sort(): void {
    this[pairs].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    changed(this);
  }

  forEach(callback: (value: string, name: string, params: URLSearchParams) => void, thisArg?: unknown): void {
    if (typeof callback !== "function") throw new TypeError("URLSearchParams.forEach: the callback must be a function");
    for (let i = 0; i < this[pairs].length; i++) {
      const [name, value] = this[pairs][i]!;
      callback.call(thisArg, value, name, this);
    }
  }

  // Iterators see changes that are made while they are used.
  *entries(): Generator<Pair, undefined> {
    for (let i = 0; i < this[pairs].length; i++) yield [...this[pairs][i]!];
  }

  *keys(): Generator<string, undefined> {
    for (let i = 0; i < this[pairs].length; i++) yield this[pairs][i]![0];
  }

  *values(): Generator<string, undefined> {
    for (let i = 0; i < this[pairs].length; i++) yield this[pairs][i]![1];
  }

  toString(): string {
    return serializeUrlencoded(this[pairs]);
  }

  get [Symbol.toStringTag](): string {
    return "URLSearchParams";
  }

  declare [Symbol.iterator]: () => Generator<Pair, undefined>;
}

Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, { value: URLSearchParams.prototype.entries, writable: true, configurable: true });

function changed(params: URLSearchParams): void {
  params[onChange]?.(params.toString());
}

function matcher(name: string, value?: string): (pair: Pair) => boolean {
  const wantedName = usv(name);
  const wantedValue = value === undefined ? undefined : usv(value);
  return (pair) => pair[0] === wantedName && (wantedValue === undefined || pair[1] === wantedValue);
}

/** A sequence of pairs, or an object of names and values. */
function pairsOf(init: object): Pair[] {
  const isSequence = (init as { [Symbol.iterator]?: unknown })[Symbol.iterator] != null;
  const found: Pair[] = [];
  if (isSequence) {
    for (const pair of init as Iterable<unknown>) {
      const both = isObject(pair) ? [...(pair as Iterable<unknown>)] : [];
      if (both.length !== 2) throw new TypeError("URLSearchParams: each query pair must be an iterable [name, value] tuple");
      found.push([usv(both[0]), usv(both[1])]);
    }
    return found;
  }
  for (const key of Reflect.ownKeys(init)) {
    if (Object.prototype.propertyIsEnumerable.call(init, key)) found.push([usv(key), usv((init as Record<string | symbol, unknown>)[key])]);
  }
  return found;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Text without lone surrogates, as all text of URLs is; a symbol is a TypeError. */
export function usv(value: unknown): string {
  return `${value as string}`.replace(/\p{Surrogate}/gu, "\ufffd");
}

function needs(given: { length: number }, count: number, method: string): void {
  if (given.length < count) throw new TypeError(`URLSearchParams.${method}: ${count} arguments are needed, but there are ${given.length}`);
}
