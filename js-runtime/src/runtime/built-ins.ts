/**
 * Names of the objects that the language itself provides. A continuation holds built-ins by name, so the names must not
 * depend on the JavaScript engine: the shortest path wins, then the smaller one by code units.
 */
const nameOf = new Map<unknown, string>();
const byName = new Map<string, object>();

/** The globals whose properties are searched. Engine extras are left out: another engine would not have them. */
const GLOBALS = [
  "AggregateError", "Array", "ArrayBuffer", "BigInt", "BigInt64Array", "BigUint64Array", "Boolean", "DataView", "Date",
  "Error", "EvalError", "FinalizationRegistry", "Float32Array", "Float64Array", "Function", "Infinity", "Int16Array", "Int32Array",
  "Int8Array", "Intl", "Iterator", "JSON", "Map", "Math", "NaN", "Number", "Object", "Promise", "Proxy", "RangeError", "ReferenceError",
  "Reflect", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError", "URIError", "Uint16Array", "Uint32Array",
  "Uint8Array", "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet", "clearInterval", "clearTimeout", "console", "crypto", "decodeURI",
  "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "fetch", "isFinite", "isNaN", "parseFloat", "parseInt",
  "queueMicrotask", "setImmediate", "setInterval", "setTimeout", "unescape",
] as const;

/** `HostInterface.builtIns` */
export const builtIns: ReadonlyMap<string, object> = byName;

/** The name of a built-in, such as `Array.prototype.map`, else undefined. */
export function builtInName(value: object): string | undefined {
  return nameOf.get(value);
}

/** The built-in of that name, else undefined. */
export function builtIn(name: string): object | undefined {
  return byName.get(name);
}

/**
 * Walks the realm. Called before the program runs, so what it adds to built-ins has no name.
 *
 * @param intrinsics objects of the runtime that no property of a global leads to
 */
export function nameBuiltIns(api: object, intrinsics: readonly [string, object][] = []): void {
  const global = globalThis as Record<string, unknown>;
  const all: [string, object][] = [];
  note("globalThis", globalThis, all);
  const level: [string, object][] = [];
  for (const name of GLOBALS) note(name, global[name], level);
  note("kafka-workflow", api, level);
  for (const [name, sample] of [...intrinsics, ...unnamed()]) note(name, sample, level);
  nameProperties(level, all);
  // A prototype has a name of this kind only when no property leads to it.
  for (let i = 0; i < all.length; i++) {
    const found: [string, object][] = [];
    note(`${all[i]![0]}.[[Prototype]]`, Object.getPrototypeOf(all[i]![1]), found);
    nameProperties(found, all);
  }
}

/** Names what properties lead to from `level`, level by level, and adds everything to `all`. */
function nameProperties(level: [string, object][], all: [string, object][]): void {
  for (let current = level; current.length > 0;) {
    all.push(...current);
    const found: [string, object][] = [];
    for (const [path, object] of current) noteProperties(path, object, found);
    current = found;
  }
}

function noteProperties(path: string, object: object, found: [string, object][]): void {
  const keys = Reflect.ownKeys(object);
  const strings = keys.filter((key): key is string => typeof key === "string").sort(byCodeUnits);
  const symbols = keys.filter((key): key is symbol => typeof key === "symbol")
    .map((key): [string, symbol] => [`[${key.description ?? ""}]`, key]).sort((a, b) => byCodeUnits(a[0], b[0]));
  for (const key of strings) noteProperty(`${path}.${key}`, object, key, found);
  for (const [name, key] of symbols) noteProperty(path + name, object, key, found);
}

function noteProperty(path: string, object: object, key: string | symbol, found: [string, object][]): void {
  const d = Reflect.getOwnPropertyDescriptor(object, key)!;
  if ("value" in d) {
    note(path, d.value, found);
  } else {
    if (d.get !== undefined) note(`get ${path}`, d.get, found);
    if (d.set !== undefined) note(`set ${path}`, d.set, found);
  }
}

function note(name: string, value: unknown, found: [string, object][]): void {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return;
  if (nameOf.has(value) || byName.has(name)) return;
  nameOf.set(value, name);
  byName.set(name, value);
  found.push([name, value]);
}

/** Intrinsics that no global leads to by property names alone. */
function unnamed(): [string, object][] {
  const prototypeOf = Object.getPrototypeOf as (value: object) => object;
  return [
    ["%IteratorPrototype%", prototypeOf(prototypeOf([][Symbol.iterator]()))],
    // The engine's own iterators, which only reflection leads to: known by name, so that they are refused by name.
    ["%Array IteratorPrototype%", prototypeOf([][Symbol.iterator]())],
    ["%String IteratorPrototype%", prototypeOf(""[Symbol.iterator]())],
    ["%Map IteratorPrototype%", prototypeOf(new Map()[Symbol.iterator]())],
    ["%Set IteratorPrototype%", prototypeOf(new Set()[Symbol.iterator]())],
    ["%TypedArray%", prototypeOf(Uint8Array)],
    ["%GeneratorFunction%", prototypeOf(function* () {}).constructor],
    ["%GeneratorPrototype%", prototypeOf(prototypeOf((function* () {})()))],
    ["%AsyncFunction%", prototypeOf(async () => {}).constructor],
    ["%AsyncGeneratorFunction%", prototypeOf(async function* () {}).constructor],
    ["%AsyncGeneratorPrototype%", prototypeOf(prototypeOf((async function* () {})()))],
    ["%ThrowTypeError%", Reflect.getOwnPropertyDescriptor(function () { return arguments; }(), "callee")!.get!],
  ];
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
