// structuredClone: sharing, cycles, kinds, and what it refuses.
import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

class Point {
  constructor(public x: number) {}
  get double() { return 2 * this.x; }
}

export default async function main() {
  const shared = { n: 1 };
  const source: Record<string, unknown> = {
    shared, again: shared, list: [1, , "x", undefined], when: new Date(5), pattern: /a+/gi, map: new Map<unknown, unknown>([[shared, "v"]]), set: new Set([shared]),
    big: 10n, zero: -0, bytes: new Uint8Array([1, 2, 3]), boxed: Object("text"), point: new Point(4), error: new RangeError("far", { cause: shared }), [Symbol("s")]: 1,
  };
  source["self"] = source;
  const copy = structuredClone(source) as any;
  await outside();
  log(Object.keys(copy), copy.self === copy, copy.shared === copy.again, copy.shared !== shared);
  log(copy.list.length, 1 in copy.list, copy.when.getTime(), String(copy.pattern), Object.is(copy.zero, -0), String(copy.big), [...copy.bytes], copy.boxed.valueOf());
  log([...copy.map.keys()][0] === copy.shared, copy.set.has(copy.shared), copy.point.double, Object.keys(copy.point));
  log(copy.error.name, copy.error.message, copy.error.cause === copy.shared, Object.prototype.toString.call(copy.error));
  const buffer = new Uint8Array([9, 8, 7, 6]).buffer;
  const views = structuredClone([new Uint8Array(buffer, 1, 2), new DataView(buffer, 2)]) as [Uint8Array, DataView];
  await outside();
  log([...views[0]], views[0].buffer === views[1].buffer, views[1].getUint8(0), views[0].byteOffset);
  for (const bad of [() => 1, Symbol("no"), new WeakMap(), { deep: [new WeakSet()] }]) {
    try {
      structuredClone(bad);
      log("cloned");
    } catch (error) {
      log((error as Error).name, (error as DOMException).code);
    }
  }
  log(structuredClone(null), structuredClone("text"), structuredClone(undefined));
}
