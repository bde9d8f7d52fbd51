import { later, log } from "../trace.js";
export { manifest } from "../trace.js";

// Methods of built-ins that the module replaces are for its own code: neither saving nor loading calls them.

const calls: Record<string, number> = {};
replace("Map.set", Map.prototype, "set");
replace("Map.get", Map.prototype, "get");
replace("Set.add", Set.prototype, "add");
replace("array iterator", Array.prototype, Symbol.iterator);

function replace(name: string, object: any, key: string | symbol): void {
  const original = object[key];
  calls[name] = 0;
  object[key] = function (...given: unknown[]) {
    calls[name]!++;
    return Reflect.apply(original, this, given);
  };
}

export default async function main() {
  const map = new Map<unknown, unknown>().set("a", 1), set = new Set().add(map), list = [map, set];
  list.push(set);
  await later(0);
  const [first, ...rest] = list;
  await later(0);
  log(first === map, rest.length, set.has(map), map.get("a"));
  await later(0);
  log(JSON.stringify(calls));
}
