/**
 * Small functions that a bundle carries when its code uses them: what plain JavaScript cannot say in one expression. `#name` is
 * replaced by the name that `Names.support` gives (`#abi` by that of the runtime); a text may use the others it lists.
 */
interface SupportFunction {
  readonly text: string;
  readonly uses?: readonly string[];
}

const FUNCTIONS: Readonly<Record<string, SupportFunction>> = {
  // Calls a method that was read before its arguments were awaited.
  call: { text: "const #call = Reflect.apply;" },
  // Its first argument, after the second was checked.
  first: { text: "function #first(value) { return value; }" },
  // 7.1.19 ToPropertyKey, once, for a key that is used later.
  key: { text: "function #key(value) { return typeof value === \"symbol\" || typeof value === \"string\" ? value : #ownKeys({ [value]: 0 })[0]; }", uses: ["ownKeys"] },
  ownKeys: { text: "const #ownKeys = Reflect.ownKeys;" },
  define: { text: "const #define = Object.defineProperty;" },
  describe: { text: "const #describe = Object.getOwnPropertyDescriptor;" },
  prototypeOf: { text: "const #prototypeOf = Object.getPrototypeOf;" },
  // An object with one property whose function is named by its key (10.2.9 SetFunctionName).
  keyed: {
    text: `function #keyed(key, value) {
  const object = { [key]: value };
  #nameBy(value, #ownKeys(object)[0], "");
  return object;
}`,
    uses: ["ownKeys", "nameBy"],
  },
  nameBy: {
    text: `function #nameBy(value, key, prefix) {
  const text = typeof key === "symbol" ? (key.description === undefined ? "" : "[" + key.description + "]") : key;
  #define(value, "name", { value: prefix + text, configurable: true });
}`,
    uses: ["define"],
  },
  symbol: { text: "const #symbol = Symbol;" },
  // `object.#name++`, where `get` and `set` reach the element.
  privateUpdate: {
    text: `function #privateUpdate(object, operator, isPrefix, get, set, key) {
  let value = get(object, key);
  const before = operator === "++" ? value++ : value--;
  set(object, value, key);
  return isPrefix ? value : before;
}`,
  },
  privateTarget: { text: "function #privateTarget(object, set, key) { return { set value(value) { set(object, value, key); } }; }" },
  // A field of a class (7.3.7 CreateDataPropertyOrThrow).
  field: {
    text: "function #field(object, key, value) { #define(object, key, { value, writable: true, enumerable: true, configurable: true }); }",
    uses: ["define"],
  },
  named: { text: "function #named(value, key) { #nameBy(value, key, \"\"); return value; }", uses: ["nameBy"] },
  accessorOf: { text: "function #accessorOf(object, key, kind) { return #describe(object, key)[kind]; }", uses: ["describe"] },
  accessor: {
    text: `function #accessor(object, key, kind, accessor) {
  const name = #ownKeys({ [key]: 0 })[0];
  #nameBy(accessor, name, kind + " ");
  return #define(object, name, { [kind]: accessor, enumerable: true, configurable: true });
}`,
    uses: ["ownKeys", "nameBy", "define"],
  },
  spread: {
    text: `function #spread(object, source) {
  const copy = { ...source };
  for (const key of #ownKeys(copy)) #define(object, key, { value: copy[key], writable: true, enumerable: true, configurable: true });
  return object;
}`,
    uses: ["ownKeys", "define"],
  },
  setPrototypeOf: { text: "const #setPrototypeOf = Object.setPrototypeOf;" },
  prototype: {
    text: "function #prototype(object, value) { return value === null || typeof value === \"object\" || typeof value === \"function\" ? #setPrototypeOf(object, value) : object; }",
    uses: ["setPrototypeOf"],
  },
  get: { text: "const #get = Reflect.get;" },
  set: { text: "const #set = Reflect.set;" },
  superGet: { text: "function #superGet(home, key, self) { return #get(#prototypeOf(home), key, self); }", uses: ["get", "prototypeOf"] },
  superSet: {
    text: `function #superSet(home, key, self, value) {
  if (!#set(#prototypeOf(home), key, value, self)) throw new TypeError("cannot assign to \`super\` property " + String(key));
  return value;
}`,
    uses: ["set", "prototypeOf"],
  },
  superPlace: {
    text: `function #superPlace(home, key, self) {
  const name = #key(key);
  return { get v() { return #superGet(home, name, self); }, set v(value) { #superSet(home, name, self, value); } };
}`,
    uses: ["key", "superGet", "superSet"],
  },
  // Targets of patterns: what must throw does so when the value is put (13.15.5), not before the value is there.
  checkedTarget: {
    text: `function #checkedTarget(name, object, key) {
  return { set v(value) { #abi.initialized(object[key], name); object[key] = value; } };
}`,
  },
  constantTarget: {
    text: `function #constantTarget(name, object, key) {
  return { set v(value) { if (object) #abi.initialized(object[key], name); #abi.constant(name); } };
}`,
  },
  // 7.2.1 RequireObjectCoercible, for a pattern.
  coercible: { text: "function #coercible(value) { if (value === null || value === undefined) throw new TypeError(\"cannot destructure \" + value); }" },
  rest: {
    text: `function #rest(source, without) {
  const copy = {};
  const object = Object(source);
  for (const key of #ownKeys(object)) {
    if (without.some((one) => (typeof one === "symbol" ? one : String(one)) === key)) continue;
    const property = #describe(object, key);
    if (property && property.enumerable) #define(copy, key, { value: source[key], writable: true, enumerable: true, configurable: true });
  }
  return copy;
}`,
    uses: ["ownKeys", "describe", "define"],
  },
  next: { text: "function #next(iterator) { return iterator.step() ? iterator.value : undefined; }" },
  drain: {
    text: `function #drain(iterator) {
  const rest = [];
  while (iterator.step()) #define(rest, rest.length, { value: iterator.value, writable: true, enumerable: true, configurable: true });
  return rest;
}`,
    uses: ["define"],
  },
};

/** The source text of the functions in `used` and what they need, each once. `nameOf` gives the emitted name. */
export function supportText(used: ReadonlySet<string>, nameOf: (name: string) => string): string {
  const written = new Set<string>();
  const lines: string[] = [];
  const write = (name: string): void => {
    if (written.has(name)) return;
    written.add(name);
    const one = FUNCTIONS[name];
    if (!one) throw new Error(`no support function ${name}`);
    for (const other of one.uses ?? []) write(other);
    lines.push(one.text.replace(/#(\w+)/g, (_, other: string) => nameOf(other)));
  };
  for (const name of [...used].sort()) write(name);
  return lines.map((line) => `${line}\n`).join("");
}
