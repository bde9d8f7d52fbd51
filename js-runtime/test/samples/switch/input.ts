import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

async function pick(x: unknown) {
  const seen: unknown[] = [];
  switch (await later(x)) {
    case await later(1): seen.push("one");
    case 2: seen.push("two"); await null; break;
    default: seen.push("default"); await later(0);
    case "s": { const q = await later("q"); seen.push(q); break; }
    case 4: return [...seen, "four"];
  }
  return seen;
}
export default async function main() {
  for (const x of [1, 2, 3, "s", 4, NaN]) log(await pick(x));
  switch (3 as number) { case 1: await null; }
  switch (1 as number) { case 0: let a: () => number; case 1: a = () => 5; await null; log(a()); }
  switch (await later(0)) { case 0: log(early()); function early() { return "hoisted"; } }
  const fs: (() => number)[] = [];
  switch (2 as number) { case 2: const z = 3; fs.push(() => z); }
  log(fs[0]!());
}
