import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  log(typeof f, f(), typeof v, g());
  var v = 1;
  function f() { return "f"; }
  { log(h()); function h() { return "h" + v; } await null; log(h()); }
  await null;
  if (v) { log(k()); function k() { return "k"; } }
  function g() { return typeof v; }
  var v2 = await later(2);
  for (var i = 0; i < 2; i++) await null;
  log(v, v2, i, (() => i)());
  if (await later(true)) { var inner = 3; }
  log(inner!);
  var v = await later(9);
  log(v);
  { let n = 0; const up = () => ++n; const a = twice(up); await outside(); log(a, n, twice(up)); function twice(f: () => number) { f(); return f(); } }
}
