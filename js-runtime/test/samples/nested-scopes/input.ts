import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  let a = 1;
  const l1 = () => { let b = a + 1; return () => { let c = b + a; return async () => { let d = c + b; await null; return () => { a++; b++; c++; d++; return [a, b, c, d]; }; }; }; };
  const f = await l1()()();
  log(f()); await outside(); log(f(), a);
  const only = (x: number) => { const big = "unused".repeat(3); void big; return (y: number) => (z: number) => x + z + (y - y); };
  log(only(1)(2)(3));
  const fs = [];
  for (const i of [1, 2]) { const k = await later(i * 10); for (let j = 0; j < 2; j++) { const m = i + j; fs.push(async () => { await null; return [i, k, j, m, a]; }); } }
  await outside();
  for (const g of fs) log(await g());
}
