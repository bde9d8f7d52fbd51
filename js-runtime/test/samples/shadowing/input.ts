import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

const x = "module";
function y() { return "module y"; }
export default async function main(x2: unknown) {
  const x1 = x;
  { const x = "block"; await null; { const x = "inner"; const f = () => x; await null; log(x, f()); } log(x); }
  const g = (x: string) => { { const x = "deep"; log((() => x)()); } return () => x; };
  log(x1, x, g("param")());
  for (let x = 0; x < 1; x++) { await null; const y = (() => x)(); log(x, y); }
  log(x, y(), x2);
  try { throw "e"; } catch (x) { await null; log(x, (() => x)()); { let x = 2; await null; log(x); } }
  const pc = 1, p = 2, q = 3, run = 4, $ = 5, $m = 6, s = 7, constructor = 8;
  const all = () => [pc, p, q, run, $, $m, s, constructor];
  await outside();
  log(pc, p, q, run, $, $m, s, constructor, all());
  let name = "a"; { let name = "b"; await null; { let name = "c"; await null; log(name); } log(name); } log(name);
}
