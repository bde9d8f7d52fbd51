import { log, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const bad = async (x = (() => { throw new Error("default"); })()) => x;
  const results = await Promise.allSettled([bad(), fails("f"), (async () => { throw 1; })(), (async () => { await null; throw 2; })()]);
  log(results.map((r) => r.status === "rejected" ? String(r.reason) : "ok"));
  try { await Promise.reject(new RangeError("range")); } catch (e) { log(e, e instanceof RangeError); }
  try { [await later(1)].map(() => { throw new Error("in map"); }); } catch (e) { log(e); }
  const e1 = await (async () => { try { await fails("one"); } finally { await fails("two"); } })().catch((e) => e);
  log(e1);
  const e2 = await (async () => { try { await fails("one"); } finally { await null; } })().catch((e) => e);
  log(e2);
  log(await (async () => { try { return await later("v"); } finally { log("before result"); } })());
}
