import { log, outside, fails } from "../trace.js";
export { manifest } from "../trace.js";

async function f(n: number) {
  const t: unknown[] = [];
  const r = await (async () => {
    outer: for (;;) {
      try {
        try {
          if (n === 0) return "inner";
          if (n === 1) break outer;
          if (n === 2) await fails("2");
          if (n === 3) throw new Error("3");
        } finally {
          t.push("f1");
          await null;
          if (n === 3) { try { await fails("in finally"); } catch (e) { t.push((e as Error).message); } }
        }
        t.push("between");
        try { await null; if (n === 5) return "five"; } finally { l: try { return "two"; } finally { await null; if (n === 5) break l; } t.push("lost"); }
      } catch (e) {
        t.push("catch", (e as Error).message);
        if (n === 3) return "from catch";
      } finally {
        t.push("f2");
        await outside();
        if (n === 2) outer2();
      }
      return "end";
    }
    return "out";
  })().catch((e) => `rejected ${e.message}`);
  return [t, r];
}
function outer2(): never { throw new Error("from f2"); }
export default async function main() { for (let i = 0; i < 6; i++) log(i, await f(i)); }
