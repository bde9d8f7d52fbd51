import { log, outside, later, fails } from "../trace.js";
export { manifest } from "../trace.js";
function logged(value: Function, ctx: { name: string | symbol }) { return function (this: unknown, ...a: unknown[]) { log("call", String(ctx.name)); return value.apply(this, a); }; }
class D { @logged m(x: number) { return x + 1; } @logged async am(x: number) { return await later(x); } }
const registry = new Map<string, Function>();
function register(name: string, f: Function) { registry.set(name, f); }
register("a", async (x: number) => (await later(x)) + 1);
register("b", (x: number) => x * 2);
const memo = ((cache: Record<string, number>) => (k: string) => (cache[k] ??= Object.keys(cache).length))({});
export default async function main() {
  const d = new D();
  log(d.m(1), await d.am(2));
  log(await registry.get("a")!(1), registry.get("b")!(4));
  log(memo("x"), memo("y")); await outside(); log(memo("x"), memo("z"));
  const pending = Promise.all([later(1, 4), (async () => { for (let i = 0; i < 2; i++) { const k = i; await outside(); log(k); } return "x"; })()]);
  let s = ""; for (const c of "abc") { s += await later(c); const keep = () => s; if (c === "b") log(keep()); }
  log(await pending, s);
  const it = { a: 1, get b() { return this.a; } }; const { b, ...r } = it; await outside(); log(b, r);
  do { var t = await later(1); if (t) continue; log("never"); } while (false);
  for (let i = 0, n = 2; i < n; i++) { try { if (i) throw i; await later(i); } catch (e) { await outside(); log("c", e, () => i); } finally { if (i === 0) continue; log("f", i); } }
}
