import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

let count = 0;
let lazy: { n: number } | undefined;
const table = new Map<string, number>();
const bump = () => { count += 1; return count; };
export let exported = "a";
function swap() { exported = exported + "b"; return exported; }
export default async function main() {
  log(bump(), count); await outside(); log(bump(), count);
  lazy ??= { n: 1 }; lazy.n++; await outside(); log(lazy);
  table.set("k", count); await outside(); log([...table], swap(), exported);
  count = await later(count + (await later(1))); log(count);
  const f = () => count++; f(); log(count);
}
