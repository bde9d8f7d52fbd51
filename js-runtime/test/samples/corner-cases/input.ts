import { log, outside, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

class Base { v = 1; async f(n: number) { return this.v + (await later(n)); } }
class Derived extends Base {
  go = async (n: number) => (await super.f(n)) * 10;
  static [`s${1}`](x = () => this) { return x() === this; }
  async each(list: number[]) { const out: number[] = []; for (const x of list) out.push(await this.go(x)); return out; }
  get later() { return (async () => { await null; return this.v; })(); }
  set later(_v: unknown) { void this.store(_v); }
  async store(v: unknown) { await v; this.v = (await later(v)) as number; }
}

async function defaults({ a = 1, ...rest }: Record<string, number> = {}, [b, c = a + b!] = [2] as number[], f = async () => { await null; return [a, b, c]; }) {
  a += 10;
  await outside();
  return [a, rest, await f()];
}

export default async function main() {
  const d = new Derived();
  log(await d.each([1, 2]), (Derived as any).s1(), await d.later);
  d.later = 7;
  await outside();
  log(await d.later, await defaults(), await defaults({ a: 5, z: 6 }, [1, 1]));

  const fs: (() => Promise<unknown>)[] = [];
  for (let x = 0, f = async () => x; x < 2; x++) { fs.push(f, async () => { x += 10; await null; return x--; }); await later(x); }
  for (const f of fs) log(await f());

  const order: unknown[] = [];
  await Promise.all([
    (async () => { try { return await later(1, 3); } finally { order.push("a"); await null; order.push("a2"); } })(),
    (async () => { for (const x of [1, 2]) { order.push(x); await x; } })(),
    (async () => { do { order.push("do"); } while (await later(false, 2)); })(),
    fails("x").then(null, () => order.push("rejected")),
  ]);
  log(order);

  let n = 0;
  const tick = async () => ++n;
  const t = [await tick(), n, await tick() + n, n++, await tick()];
  log(t, n);
  const o: any = { k: 1 };
  o[(await tick(), "k")] -= await tick(); o.k **= await later(2); o[`${await later("q")}`] ||= [await later(3)];
  log(o);
  const chain = await (await (await later(async (x: number) => async (y: number) => x + y))(await later(1)))(await later(2));
  log(chain, (await later([1, 2, 3])).map((x, i, { length }) => x * i * length));
  outer: while (true) {
    switch (n++ % 4) {
      case 0: for (const _ of [1]) { await null; continue outer; }
      case 1: try { await null; continue outer; } finally { log("fin", n); }
      case 2: { const keep = n; log((() => keep)()); if (await later(true)) break; }
      default: break outer;
    }
    await null;
  }
  const typeofs = [typeof undeclared, typeof o.missing, typeof await later(() => 1)];
  log(typeofs);
  try { undeclared = await later(1); } catch (e) { log((e as Error).name); }
  try { log(await later(undeclared)); } catch (e) { log((e as Error).name); }
  const frozen = Object.freeze({ x: 1 }) as { x: number };
  try { frozen.x = await later(2); } catch (e) { log((e as Error).name); }
  return { n, frozen };
}
declare let undeclared: unknown;
