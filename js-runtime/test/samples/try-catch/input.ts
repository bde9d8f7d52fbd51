import { log, outside, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

async function f(n: number) {
  try {
    if (n === 0) throw new Error("sync");
    if (n === 1) await fails("async");
    if (n === 2) return await fails("return await");
    if (n === 3) return "fine";
    await later(n);
  } catch (e) {
    log("caught", e);
    await outside();
    if (n === 1) throw new Error("again");
    return `caught ${n}`;
  }
  return "end";
}
export default async function main() {
  for (let i = 0; i < 5; i++) log(await f(i).catch((e) => e));
  try { try { await fails("x"); } catch ({ message, name: n = "N" }: any) { log(message, n); throw message; } } catch (e) { log(e); }
  try { await fails("y"); } catch { log("no binding"); }
  try { throw await later(5); } catch (e) { const g = () => e; e = 6; await null; log(g()); }
}
