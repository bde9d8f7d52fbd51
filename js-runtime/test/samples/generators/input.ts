import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

function* count(n: number): Generator<number, string, unknown> {
  for (let i = 0; i < n; i++) {
    const got = yield i;
    if (got !== undefined) log("got", got);
  }
  return "end";
}
function* cleanup(name: string): Generator<number, unknown, unknown> {
  try {
    try { yield 1; yield 2; } finally { log(name, "inner"); yield 3; log(name, "after 3"); }
  } catch (e) { log(name, "caught", e); yield 4; return "from catch"; } finally { log(name, "outer"); }
  return 5;
}
function* overridden(): Generator<number, unknown, unknown> {
  for (;;) { try { yield 1; } finally { break; } }
  yield 2;
  try { yield 3; } finally { return "finally"; }
}
const show = (result: IteratorResult<unknown, unknown>) => log(result);
export default async function main() {
  log([...count(3)], Math.max(...count(4)), Array.from(count(2)));
  const [a, , b = 9, ...rest] = count(6);
  log(a, b, rest);
  const g = count(3);
  show(g.next("ignored"));
  await later(0);
  show(g.next("x"));
  await later(0);
  show(g.next()); show(g.next("y")); show(g.next());
  const r = count(3);
  show(r.return("early")); show(r.next());
  const t = count(3);
  try { t.throw(new Error("first")); } catch (e) { log(e); }
  show(t.next());
  for (const way of ["return", "throw"] as const) {
    const c = cleanup(way);
    show(c.next());
    await null;
    show(c[way]("value"));
    await null;
    show(c.next()); show(c.next()); show(c.next());
  }
  const two = cleanup("twice");
  two.next(); two.return("a"); show(two.return("b")); show(two.next());
  const o = overridden();
  show(o.next()); show(o.return("no")); await later(1); show(o.next()); show(o.return("no")); show(o.next());
  for (const x of count(5)) { if (x === 1) continue; await later(x); if (x === 3) break; log("loop", x); }
  for (const x of cleanup("for")) { log("for", x); break; }
  const running: Generator<unknown> = (function* () { try { running.next(); } catch (e) { log((e as Error).name); } yield 1; })();
  show(running.next()); show(running.next());
}
