import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

async function f(n: number) {
  for (let i = 0; i < 4; i++) {
    if (i === n) break;
    for (let j = 0; j < 3; j++) { if (j === 1) continue; if (i === 2 && j === 2) return `r${i}${j}`; }
    switch (i) { case 1: continue; case 3: log("three"); break; }
    try { if (i === 0) throw new Error("e"); } catch (e) { log(e, i); } finally { log("fin", i); }
    try { JSON.parse("{"); } catch { if (n === 9) return "nine"; }
    await later(i);
    log("end", i);
  }
  return "done";
}
export default async function main() {
  for (const n of [1, 2, 5, 9]) log(await f(n));
  async function plain(x: number) { const y = x + 1; { let y = 5; y++; log(y); } return y; }
  log(await plain(1));
  let sum = 0; for (const v of [1, 2, 3]) { sum += v; } await null; { const sum2 = sum; let k = sum2; k++; log(k); } log(sum);
}
