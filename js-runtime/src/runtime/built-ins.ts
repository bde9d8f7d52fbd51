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
  "Int8Array", "Iterator", "JSON", "Map", "Math", "NaN", "Number", "Object", "Promise", "Proxy", "RangeError", "ReferenceError",
  "Reflect", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError", "URIError", "Uint16Array", "Uint32Array",
  "Uint8Array", "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet", "clearInterval", "clearTimeout", "console", "decodeURI",
  "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "fetch", "isFinite", "isNaN", "parseFloat", "parseInt",
  "queueMicrotask", "setImmediate", "setInterval", "setTimeout", "unescape",
] as const;

/** The name of a built-in, such as `Array.prototype.map`, else undefined. */
export function builtInName(value: object): string | undefined {
  return nameOf.get(value);
}

/** The built-in of that name, else undefined. */
export function builtIn(name: string): object | undefined {
  return byName.get(name);
}

/** Walks the realm. Called before the program runs, so what it adds to built-ins has no name. */
export function nameBuiltIns(api: object): void {
  const global = globalThis as Record<string, unknown>;
  let level: [string, object][] = [["globalThis", globalThis]];
  byName.set("globalThis", globalThis);
  nameOf.set(globalThis, "globalThis");
  const next: [string, object][] = [];
  for (const name of GLOBALS) note(name, global[name], next);
  note("kafka-workflow", api, next);
  for (const [name, sample] of unnamed()) note(name, sample, next);
  level = next;
  while (level.length > 0) {
    const following: [string, object][] = [];
    for (const [path, object] of level) noteProperties(path, object, following);
    level = following;
  }
}

function noteProperties(path: string, object: object, found: [string, object][]): void {
  const prototype = Object.getPrototypeOf(object) as object | null;
  const keys = Reflect.ownKeys(object);
  const strings = keys.filter((key): key is string => typeof key === "string").sort(byCodeUnits);
  const symbols = keys.filter((key): key is symbol => typeof key === "symbol")
    .map((key): [string, symbol] => [`[${key.description ?? ""}]`, key]).sort((a, b) => byCodeUnits(a[0], b[0]));
  for (const key of strings) noteProperty(`${path}.${key}`, object, key, found);
  for (const [name, key] of symbols) noteProperty(path + name, object, key, found);
  if (prototype !== null) note(`${path}.[[Prototype]]`, prototype, found);
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
    ["%ArrayIteratorPrototype%", prototypeOf([][Symbol.iterator]())],
    ["%MapIteratorPrototype%", prototypeOf(new Map()[Symbol.iterator]())],
    ["%SetIteratorPrototype%", prototypeOf(new Set()[Symbol.iterator]())],
    ["%StringIteratorPrototype%", prototypeOf(""[Symbol.iterator]())],
    ["%RegExpStringIteratorPrototype%", prototypeOf("".matchAll(/./g))],
    ["%IteratorPrototype%", prototypeOf(prototypeOf([][Symbol.iterator]()))],
    ["%TypedArray%", prototypeOf(Uint8Array)],
    ["%GeneratorFunction.prototype%", prototypeOf(function* () {})],
    ["%AsyncFunction.prototype%", prototypeOf(async () => {})],
    ["%AsyncGeneratorFunction.prototype%", prototypeOf(async function* () {})],
  ];
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
