import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  let i = 0;
  while (await later(i < 3)) { i++; if (i === 2) continue; log("while", i); }
  do { i--; log("do", await later(i)); } while (await later(i > 1));
  for (let k = await later(0); k < (await later(2)); k += await later(1)) log("for", k);
  for (;;) { if (await outside() > 1) break; }
  outer: for (const x of [1, 2, 3]) {
    for (const y of [1, 2, 3]) {
      if (y === 2) continue outer;
      if (x === 3) break outer;
      log(x, await later(y));
    }
  }
  for (const key in await later({ a: 1, b: 2 })) log(key, await later(0));
  for (const ch of "a\u{1F600}b") log(ch, await later(1));
  for (const [k, v] of new Map([["m", 1], ["n", 2]])) { log(k, v); await outside(); }
  const s = new Set([1, 2]);
  for (const v of s) { if (v < 4) s.add(v + 2); log(await later(v)); }
}
