import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const { a, b: { c = await later(3), ...restC }, ["d" + 1]: d, ...rest } = await later({ a: 1, b: { x: 1, y: 2 }, d1: 4, e: 5, f: 6 } as never) as any;
  log(a, c, restC, d, rest);
  const [x, , y = await later("y"), [z] = [await later("z")], ...tail] = [1, 2, undefined, undefined, 5, 6] as any;
  log(x, y, z, tail);
  let p = 1, q = 2;
  [p, q] = [q, p];
  const o: any = {};
  ({ p: o.p, q: o[await later("k")] = await later("dq") } = { p } as any);
  log(p, q, o);
  const f = () => [c, z];
  log(f());
  const sum = await (async ([m, n]: number[], { k }: { k: number }) => m! + n! + k + await outside())([1, 2], { k: 3 });
  log(sum);
  try { const { u } = await later(null as any); log(u); } catch (e) { log((e as Error).name); }
  try { const [v = await later(1)] = null as any; log(v); } catch (e) { log((e as Error).name); }
}
