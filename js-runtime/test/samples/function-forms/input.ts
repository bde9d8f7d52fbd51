import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const made = [function () { return this; }, function named() { return named; }, () => this, async function () { await null; return this; }, async () => this];
  const o = { f: made[0]!, g() { return this === o; }, get h() { return () => this === o; }, async i() { const t = () => this; await null; return t() === o; }, ["j" + 1]: function () { return this === o; } } as any;
  await outside();
  log((made[0] as Function)() === undefined, (made[1] as Function)() === made[1], o.f() === o, o.g(), o.h(), await o.i(), o.j1(), o.j1.name, await (made[3] as Function).call(5));
  const once = (f: Function) => { let done = false, value: unknown; return function (this: unknown, ...args: unknown[]) { if (!done) { done = true; value = f.apply(this, args); } return value; }; };
  const add = once((a: number, b: number) => a + b);
  log(add(1, 2)); await outside(); log(add(5, 6));
  const curry = (a: number) => (b: number) => async (c: number) => a + b + await later(c);
  const c2 = curry(1)(2); await outside(); log(await c2(3));
  function outerFn() { inner.count = (inner.count ?? 0) + 1; return inner; function inner() { return inner.count; } }
  const inner = outerFn() as any; await outside(); log(inner(), inner.count);
}
