import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

class K { static of = async (x: number) => await later(x); m = async () => this; }
const list = [async () => 1, async function two() { return 2; }, { async three() { return 3; } }.three];
export default async function main() {
  for (const f of list) log(f, await f());
  log(await K.of(4), (await new K().m()) instanceof K);
  log(await (async () => { return (await (async (x) => x * 2)(await later(4))) + 1; })());
  const t = await Promise.all(Object.entries({ a: 1, b: 2 }).map(async ([k, v]) => [k, await later(v)] as const));
  log(t);
  await (async function () { await null; log("iife"); })();
  const obj = { run: async function () { await null; return this === obj; }, arrow: async () => typeof this };
  log(await obj.run(), await obj.arrow());
}
