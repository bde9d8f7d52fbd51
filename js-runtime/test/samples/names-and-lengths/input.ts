import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

const arrow = () => {};
const fn = function () {};
const named = function own() { return own.name; };
const asyncNamed = async function me(n: number): Promise<string> { await null; return n ? me(n - 1) : me.name; };
export default async function main() {
  const a = (x: number, y = 2) => x + y, b = function (q: number) { return q; }, c = async (z: number) => z;
  let d; d = () => 1; let e: any; e ??= () => 2;
  const { f = () => 3, g: [h = async () => 4] = [] } = {} as any;
  const o = { i: () => 5, "j k": () => 6, [`l${1}`]: () => 7, m() {}, async n() {}, get p() { return 1; }, 8: () => 8, [Symbol("sy")]: () => 9, ["q"]() {}, [Symbol.iterator]() {} } as any;
  log(arrow, fn, named, named(), a, b, c, d, e, f, h, asyncNamed, await asyncNamed(2));
  for (const key of Reflect.ownKeys(o)) { const v = Object.getOwnPropertyDescriptor(o, key)!; log(key, v.value ?? v.get); }
  log((() => {}).name === "", (function () {}).name === "", (async () => {}).name === "", [() => {}][0]!.name === "");
  const local = function rec(n: number): number { return n ? rec(n - 1) + 1 : 0; };
  const holder = function who() { return () => who; };
  await outside();
  log(local(4), holder()() === holder, local, holder);
  log(a, b, c, o.m, o["j k"]);
  function decl(_x: unknown, _y: unknown) {} 
  log(decl, new (decl as any)(1, 2) instanceof decl, Object.getOwnPropertyNames(decl).sort(), "prototype" in c, "prototype" in a, "prototype" in o.m, "prototype" in b);
  try { new (c as any)(); } catch (e) { log((e as Error).name); }
  try { new (main as any)(); } catch (e) { log((e as Error).name); }
}
