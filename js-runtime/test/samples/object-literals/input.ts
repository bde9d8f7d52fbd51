import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

const key = (k: string) => { log("key", k); return k; };
export default async function main() {
  let n = 1;
  const o: any = {
    a: n, [key("b")]: () => n, get c() { return n; }, set c(v) { n = v; }, ...{ d: 4 }, e() { return this.a + n; },
    [key("f")]: 6, get [key("g")]() { return n * 2; }, async h() { await null; return this.c; }, "i-j": async () => n, __proto__: { inherited: () => n },
  };
  await outside();
  log(Object.keys(o), o.a, o.b(), o.c, (o.c = 7, n), o.e(), o.g, await o.h(), await o["i-j"](), o.inherited());
  log(Object.entries(Object.getOwnPropertyDescriptors(o)).map(([k, d]: any) => [k, !!d.get, !!d.set, d.enumerable, d.configurable, (d.get ?? d.value)?.name]));
  const dup: any = { get x() { return n; }, y: 1, x: 2, get y() { return n; } };
  log(dup.x, dup.y, Object.keys(dup));
  const p = { __proto__: null, q: 1 } as any, s = { ["__proto__"]: () => n } as any;
  log(Object.getPrototypeOf(p), Object.keys(s), s["__proto__"] === Object.prototype);
}
