import { log, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

const $ = "dollar", $s = 1, $pc = 2, $v = 3, $mode = 4, $c64 = 5, $S16 = 6, $F16 = 7, $api = 8;
export default async function main() {
  const f = () => [$, $s, $pc, $v, $mode, $c64, $S16, $F16, $api];
  let $t0 = await later(1);
  $t0 += await later($t0);
  log(f(), $t0, await (async ($e: unknown) => { try { await fails("x"); } catch { await null; return $e; } })("e"));
}
