import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

// Module bindings with the names of built-ins that the runtime uses itself, and the global object by its old name.
function Set(this: unknown): void {}
const Map = "a map of ours";
class WeakMap {
  readonly isOurs = true;
}
var Object = { keys: () => ["ours"] };
const root = Function("return this")() as typeof globalThis;

export default async function main(): Promise<void> {
  const held = new root.Map([["k", new root.Set([1])]]);
  log(Map, typeof Set, new WeakMap().isOurs, Object.keys());
  await outside();
  log(held.get("k")!.has(1), root === globalThis, root.Object.keys({ a: 1 }).join());

}
