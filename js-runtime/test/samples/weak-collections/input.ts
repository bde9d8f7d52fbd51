// Weak collections in variables, in closures and in the module, with reachable keys; what they refuse, and their brands.
import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

const cache = new WeakMap<object, number>();
const seen = new WeakSet<object>();
const moduleKey = {};
cache.set(moduleKey, 1);

class Counter {
  static counts = new WeakMap<Counter, number>();
  constructor() {
    Counter.counts.set(this, 0);
  }
  count(): number {
    const n = Counter.counts.get(this)! + 1;
    Counter.counts.set(this, n);
    return n;
  }
}

function name(action: () => unknown): string {
  try {
    return String(action());
  } catch (error) {
    return (error as Error).name;
  }
}

export default async function main() {
  const key = { name: "key" };
  const symbol = Symbol("key");
  const map = new WeakMap<WeakKey, unknown>([[key, "value"], [main, "function"]]);
  map.set(symbol, map);
  cache.set(key, 2);
  seen.add(key).add(await later(moduleKey));
  log(cache.get(key), cache.get(moduleKey), seen.has(key));
  await outside();
  log(map.get(key), map.get(main), map.get(symbol) === map, map.has({}), cache.get(key), seen.has(moduleKey));
  const counter = new Counter();
  counter.count();
  await outside();
  log(counter.count(), Counter.counts.has(counter));
  const ref = new WeakRef(key);
  const inner = new WeakMap<object, object>();
  const link = { link: 1 };
  inner.set(key, link);
  map.set(link, "through a value");
  await outside();
  log(ref.deref() === key, map.get(inner.get(key)!));
  log(map.delete(key), map.delete(key), map.has(key), seen.delete(key), cache.delete(moduleKey));
  await outside();
  log(map.has(key), cache.get(moduleKey), cache.get(key), seen.has(key));
  log(name(() => map.set(1 as never, 1)), name(() => seen.add("x" as never)), name(() => new WeakRef(1 as never)), name(() => map.set(Symbol.for("r"), 1)));
  log(name(() => WeakMap.prototype.get.call(seen as never, key)), name(() => WeakSet.prototype.has.call(map as never, key)), name(() => (WeakMap as never as () => void)()));
  log(String(map), Object.prototype.toString.call(seen), WeakMap.name, WeakMap.length, WeakRef.length, Reflect.ownKeys(map).length, map instanceof WeakMap);
  const registry = new FinalizationRegistry(() => {});
  registry.register(key, 1, key);
  await outside();
  log(registry.unregister(key), registry.unregister(key));
}
