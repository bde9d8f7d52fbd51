import { log, outside, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main(arg: unknown, { a = 1, b = () => a } = {}, ...rest: number[]) {
  let c = 2; const fs: (() => unknown)[] = [];
  { let c = 3; fs.push(() => [a, c]); { const c = await later(4); fs.push(() => c + a, () => c); } }
  try { let c = 5; fs.push(() => c, () => { c = 50; }); await fails("x"); } catch (e) { const c = (e as Error).message; fs.push(() => [c, e, a]); }
  for (const a of [6, 7]) { const c = a + 1; if (a === 6) { let d = c; fs.push(() => [a, c, d++]); } await outside(); }
  for (let a = 8; a < 10; a++) { let c; fs.push(() => [a, c]); if (a === 8) c = a; { const e = a; fs.push(() => e + a); } await null; }
  switch (c) { case 2: let c = 11; fs.push(() => c); default: { const f = 12; fs.push(() => f); } }
  function hoisted() { return [c, a, b(), rest.length, typeof arg]; }
  fs.push(hoisted);
  await outside();
  for (let round = 0; round < 2; round++) log(fs.map((f) => { try { return f(); } catch (e) { return (e as Error).name; } }));
  c = 20; a++; log(hoisted());
}
