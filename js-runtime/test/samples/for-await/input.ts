import { log, later, outside } from "../trace.js";
export { manifest } from "../trace.js";

const source = (name: string, bad = "") => ({ [Symbol.asyncIterator]: () => {
  let i = 0;
  return {
    async next() { log(name, "next"); if (bad === "next") throw new Error("next"); return { done: i >= 3, value: i++ }; },
    async return() { log(name, "return"); await later(0); if (bad === "return") throw new Error("bad return"); return bad === "primitive" ? 1 as never : {} as never; },
  };
} }) as AsyncIterable<number>;
async function* numbers() { try { for (let i = 0; i < 4; i++) yield i; } finally { log("closed"); await later(1); log("closed after"); } }
export default async function main() {
  for await (const x of source("all")) log(x);
  for await (const x of source("break")) if (x === 1) break;
  log(await (async () => { for await (const x of source("return")) return x; })());
  for (const bad of ["", "return", "next", "primitive"]) {
    await (async () => { for await (const x of source("throw", bad)) throw new Error("body " + x); })().catch((e) => log(e));
    await (async () => { for await (const x of source("leave", bad)) if (x === 0) break; })().catch((e) => log(e.name));
  }
  outer: for await (const x of source("o")) { for await (const y of source("i")) { if (y === 1) continue outer; if (x === 1) break outer; } }
  for await (const x of source("fin")) { try { if (x) break; } finally { log("fin", await later(x)); } }
  const log2 = await (async () => { try { for await (const x of numbers()) { try { if (x === 2) return x; } finally { log("body finally", x); } } } finally { log("outer finally", await outside()); } })();
  log(log2);
  for await (const { a = await later(7) } of (async function* () { yield {}; yield { a: 1 }; })() as AsyncIterable<{ a?: number }>) log(a);
  for await (const [] of (async function* () { yield []; yield "ab"; })() as AsyncIterable<never[]>) log("empty");
  for (const {} of [1, "a"]) log(await later("empty"));
  const closures: (() => number)[] = [];
  for await (const x of numbers()) { if (x === 3) break; closures.push(() => x); }
  log(closures.map((f) => f()));
  let target: { v?: number } = {};
  for await (target.v of numbers()) if (target.v === 1) break;
  log(target);
  for (const odd of [null, 5, { [Symbol.asyncIterator]: 5 }, { [Symbol.asyncIterator]() { return 1; } }]) {
    try { for await (const x of odd as never as AsyncIterable<number>) log(x); } catch (e) { log((e as Error).name); }
  }
  await Promise.all([(async () => { for await (const x of source("p")) log("p", x); })(), (async () => { for (let i = 0; i < 12; i++) { await null; log("tick", i); } })()]);
}
