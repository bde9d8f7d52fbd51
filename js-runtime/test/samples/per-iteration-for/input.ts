import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const fs: (() => number)[] = [];
  for (let i = 0, j = 10; i < 3; i++, j--) { fs.push(() => i * 100 + j); await later(i); i += 0; }
  log(fs.map((f) => f()));
  const gs: (() => number)[] = [];
  for (let i = 0, f = () => i; i < 3; i++) { gs.push(f, () => i++); if (i === 1) continue; await null; }
  log(gs.map((g) => g()), gs.map((g) => g()));
  const hs: (() => number)[] = [];
  for (let i = 0; hs.push(() => i), i < 2; hs.push(() => i), i++);
  log(hs.map((h) => h()));
}
