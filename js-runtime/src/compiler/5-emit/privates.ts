import type { PrivateName } from "../2-analyze/model.js";
import type { Names } from "../names.js";

/**
 * The class whose static functions reach private elements (docs/decisions/0005-classes-and-private-elements.md). An object's elements stand
 * in one record, in a private field that no other code can name. Each name has functions of its own, so that an engine's caches see
 * one key, and few shapes, at each place.
 */
export function privatesText(privates: readonly PrivateName[], names: Names): string {
  if (privates.length === 0) return "";
  const { abi, privates: name } = names;
  const slot = `#${abi}record`;
  return `class ${name} extends class { constructor(object) { return object; } } {
  ${slot} = { __proto__: null };
  static recordOf(object) { return ${slot} in object ? object.${slot} : undefined; }
  static attach(object, record) { new ${name}(object).${slot} = record; }
  static has(object, key) { return ${slot} in object && key in object.${slot}; }
  static add(object, key, value) {
    const record = (${slot} in object ? object : new ${name}(object)).${slot};
    if (key in record) throw new TypeError("Cannot initialize " + ${name}.show(key) + " twice on the same object");
    record[key] = value;
  }
  static call = Reflect.apply;
  static show(key) { return typeof key === "symbol" ? key.description : key; }
  static unreadable(name) { throw new TypeError("Cannot read private member " + name + " from an object whose class did not declare it"); }
  static unwritable(name) { throw new TypeError("Cannot write private member " + name + " to an object whose class did not declare it"); }
${privates.map((one) => accessors(one, slot, name)).join("\n")}
}
${abi}.privates(${name}.recordOf, ${name}.attach);
`;
}

function accessors({ id, name, kind, slot: { text, key } }: PrivateName, slot: string, owner: string): string {
  const parameter = key ? ", key" : "";
  const at = key ? "key" : JSON.stringify(text);
  const unreadable = `${owner}.unreadable(${JSON.stringify(name)})`;
  const unwritable = `${owner}.unwritable(${JSON.stringify(name)})`;
  if (kind === "field") {
    return `  static get${id}(object${parameter}) { const record = object.${slot}, value = record[${at}]; return value !== undefined || ${at} in record ? value : ${unreadable}; }
  static set${id}(object, value${parameter}) { const record = object.${slot}; if (!(${at} in record)) ${unwritable}; return record[${at}] = value; }`;
  }
  const methods = (otherwise: string): string => `const methods = object.${slot}[${at}] ?? ${otherwise};`;
  if (kind === "method") {
    return `  static get${id}(object${parameter}) { ${methods(unreadable)} return methods[${JSON.stringify(name)}]; }
  static set${id}(object, value${parameter}) { ${methods(unwritable)} throw new TypeError("Private method ${name} is not writable"); }`;
  }
  const accessor = (half: "get" | "set"): string =>
    `const accessor = methods[${JSON.stringify(`${half} ${name}`)}]; if (!accessor) throw new TypeError("${name} was defined without a ${half}ter");`;
  return `  static get${id}(object${parameter}) { ${methods(unreadable)} ${accessor("get")} return ${owner}.call(accessor, object, []); }
  static set${id}(object, value${parameter}) { ${methods(unwritable)} ${accessor("set")} ${owner}.call(accessor, object, [value]); return value; }`;
}
