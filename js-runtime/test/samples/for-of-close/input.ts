import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

function source(name: string, bad = "") {
  let i = 0;
  return { [Symbol.iterator]: () => ({
    next() { log(name, "next"); if (bad === "next") throw new Error("next"); return { done: i >= 3, value: i++ }; },
    return() { log(name, "return"); if (bad === "return") throw new Error("bad return"); return bad === "primitive" ? 1 as never : {}; },
  }) } as Iterable<number>;
}
export default async function main() {
  for (const x of source("all")) log(await later(x));
  for (const x of source("break")) { await null; if (x === 1) break; }
  await (async () => { for (const x of source("return")) { await null; return x; } })();
  for (const bad of ["", "return", "next", "primitive"]) {
    await (async () => { for (const x of source("throw", bad)) { await null; throw new Error("body " + x); } })().catch((e) => log(e));
    await (async () => { for (const x of source("leave", bad)) { await null; if (x === 0) break; } })().catch((e) => log(e.name));
  }
  outer: for (const x of source("o")) { for (const y of source("i")) { await null; if (y === 1) continue outer; if (x === 1) break outer; } }
  for (const x of source("fin")) { try { await null; if (x) break; } finally { log("fin", await later(x)); } }
  const seen: number[] = [];
  for (const { a = await later(7) } of [{}, { a: 1 }] as { a?: number }[]) seen.push(a);
  log(seen);
}
