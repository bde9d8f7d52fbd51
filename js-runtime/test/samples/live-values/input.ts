import { log, outside, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

class Heavy { constructor(readonly id: number) {} }
export default async function main() {
  let x: Heavy | undefined = new Heavy(1);
  const id = x.id;
  await outside();
  x = new Heavy(2);
  await null;
  let y = x.id; x = undefined;
  for (let i = 0; i < 3; i++) { let z; if (i === 1) z = i; await outside(); log(i, z, y); y += i; }
  const lazy = await (async () => { let v; try { v = await later(1); await fails("z"); } catch { v = v! + 1; await null; } return v; })();
  log(id, y, lazy);
  let a; if (await later(true)) { a = 1; } else { a = 2; } log(a);
  let w = 0; while (w < 3) { const k = w; w++; if (k === 1) continue; await null; log(k, w); }
}
