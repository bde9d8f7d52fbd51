import { log, later, outside, fails } from "../trace.js";
export { manifest } from "../trace.js";

async function* steps(n: number): AsyncGenerator<unknown, unknown, unknown> {
  try {
    for (let i = 0; i < n; i++) log("got", yield later(i));
    return later("end");
  } catch (e) {
    log("caught", e);
    yield "after catch";
    await fails("second");
  } finally {
    log("finally", await later("f"));
  }
}
async function* external() { yield await outside(); yield outside(); return outside(); }
async function* rejecting(): AsyncGenerator<unknown, unknown, unknown> { try { yield Promise.reject(new Error("yielded")); } catch (e) { log("inside", e); } return Promise.reject(new Error("returned")); }
async function* tries() { try { return fails("in try"); } catch (e) { yield e; } }
export default async function main() {
  const all: unknown[] = [];
  for await (const x of steps(3)) all.push(x);
  log(all);
  for await (const x of external()) log(x);
  const g = steps(5);
  log(await g.next()); log(await g.throw(new Error("E"))); await g.next().catch((e) => log(e)); log(await g.next());
  const r = steps(5);
  log(await r.next(), await r.return(later("R")), await r.next());
  const early = steps(1);
  log(await early.return(later(1)), await early.next());
  const thrown = steps(1);
  await thrown.throw("T").catch((e) => log(e));
  log(await thrown.next());
  const bad = steps(2);
  await bad.next();
  log(await bad.return(Promise.reject(new Error("bad return"))).catch(String), await bad.next().catch(String), await bad.next());
  const rejects = rejecting();
  await rejects.next().catch((e) => log("outside", e));
  log(await rejects.next());
  for await (const e of tries()) log(e);
  log(await (Object.getPrototypeOf(steps.prototype) as { next(): Promise<unknown> }).next.call({} as never).catch((e: Error) => e.name));
  log(Object.prototype.toString.call(steps), Object.prototype.toString.call(g), steps.name, steps.length, g[Symbol.asyncIterator]() === g);
}
