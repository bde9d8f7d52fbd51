import { log, later, fails, outside } from "../trace.js";
export { manifest } from "../trace.js";

const source = (values: unknown[], bad = "") => ({ [Symbol.iterator]: () => {
  let i = 0;
  return {
    next() { log("next"); return { done: i >= values.length, value: values[i++] }; },
    return(...args: unknown[]) { log("return", args.length); if (bad === "return") throw new Error("bad return"); return bad === "primitive" ? 1 as never : { value: later("r") }; },
  };
} }) as Iterable<unknown>;
function* generator() { try { yield later(1); yield 2; return fails("returned"); } finally { log("generator finally"); } }
export default async function main() {
  for await (const x of [later(1), 2, Promise.resolve(3)]) log(x);
  for await (const x of new Set([1, later(2)])) { log(x); await outside(); }
  for await (const [k, v] of new Map([["a", 1], ["b", 2]])) log(k, v, await later(3));
  for await (const c of "h😀") log(c);
  try { for await (const x of generator()) log(x); } catch (e) { log(e); }
  for (const bad of ["", "return", "primitive"]) {
    try { for await (const x of source([1, 2], bad)) { log(x); break; } } catch (e) { log((e as Error).name); }
    try { for await (const x of source([1, 2], bad)) { log(x); throw new Error("body"); } } catch (e) { log(e); }
  }
  await Promise.all([(async () => { for await (const x of [1, later(2), 3]) log("loop", x); })(), (async () => { for (let i = 0; i < 15; i++) { await null; log("tick", i); } })()]);
}
