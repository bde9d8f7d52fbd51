import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

// Module bindings that get their value after their declaration belong to the module's state like any other.
var names: WeakMap<object, string>;
let list: number[];
let inBranch: { count: number } | undefined;
names = new WeakMap();
list = [1];
if (list.length > 0) inBranch = { count: 0 };

export default async function main(): Promise<void> {
  const held = list;
  const key = {};
  names.set(key, "key");
  held.push(2);
  inBranch!.count++;
  await outside();
  log(held === list, list.join(), names.get(key), inBranch!.count);
}
