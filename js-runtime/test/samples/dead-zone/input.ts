import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const test = async (f: () => unknown) => { try { log(await f()); } catch (e) { log((e as Error).name); } };
  await test(() => { const g = () => x; const r = g(); const x = 1; return r; });
  await test(async () => { const g = () => x; await null; const r = g(); const x = 1; return r; });
  await test(async () => { const g = () => { x = 5; return x; }; await null; g(); let x = 1; return x; });
  await test(() => { f(); let y = 1; function f() { y++; } return y; });
  await test(() => { let y = 1; f(); function f() { y++; } return y; });
  await test(async () => { let z = await later((() => z)()); return z; });
  await test(() => { const a = () => a.length; return a(); });
  await test(() => { for (const q of (() => [q])()) log(q); });
  await test(async () => { for (const q of [(() => q)()]) { await null; log(q); } });
  await test(() => { const typ = () => typeof late; typ(); const late = 1; return late; });
  await test(() => { { const g = () => s; s; const s = g; } });
  await test(async () => { const { a, b = () => a, c = b() } = { a: 1 } as any; await null; return c; });
  await test(() => { const { a = (() => b)(), b } = { b: 1 } as any; return [a, b]; });
  await test(async () => { const { a = b, b } = { b: 1 } as any; await null; return [() => a, b]; });
  await test(() => { let u; const get = () => u; log(get()); u = 2; return get(); });
}
