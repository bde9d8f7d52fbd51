import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const fs: (() => unknown)[] = [];
  for (const x of [1, 2]) fs.push(() => x);
  for (const { a, b: [c, d = a] } of [{ a: 1, b: [2] }, { a: 3, b: [4, 5] }]) { await null; fs.push(() => [a, c, d]); }
  for (let k in { p: 1, q: 2 }) { k += "!"; await later(1); fs.push(() => k); }
  for (var v of [7, 8]) { await null; fs.push(() => v); }
  log(...fs.map((f) => f()));
  let outer;
  for (outer of ["a", "b"]) await outside();
  log(outer);
  const target: { x?: number } = {};
  for (target.x of [1, 2, 3]) await null;
  log(target);
}
