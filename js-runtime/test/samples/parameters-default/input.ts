import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

let calls = 0;
const next = () => ++calls;
async function f(a: number, b = a + next(), { c = b, d: [e = c] = [] as number[] } = {} as { c?: number; d?: number[] }, ...rest: number[]) {
  await null;
  return [a, b, c, e, rest];
}
function g(x = 1, get = () => x, set = (v: number) => { x = v; }) { set(9); return [x, get()]; }
async function h(x = 1, get = () => x) { x = 2; await outside(); return [x, get()]; }
async function bad(a = missing(), _b = next()) { return a; }
function missing(): number { throw new TypeError("no a"); }
async function early(a = (() => b)(), b = 1) { return a + b; }
export default async function main() {
  log(await f(1), await f(1, 2, { c: 3, d: [4] }, 5, 6), f.length, g.length, bad.length, calls);
  log(g(), await h(), await h(5));
  const p = bad();
  log("no throw", calls);
  await p.catch((e) => log(e));
  await early().catch((e) => log(e.name));
  const local = (a: number, { b } = { b: 2 }, ...[c, d = () => a + b]: [number?, (() => number)?]) => [a, b, c, d!()];
  log(local(1), local(1, { b: 5 }, 3), local.length);
  await ((async ({ a }: { a: number }) => a) as Function)(null).catch((e: Error) => log(e.name));
}
