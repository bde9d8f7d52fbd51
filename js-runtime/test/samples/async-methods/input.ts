import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

const service = {
  base: 10,
  async add(x: number) { await null; return this.base + x; },
  async ["computed" + 1]() { return await later("c"); },
};
class Counter {
  n = 0;
  static made = 0;
  static async make() { await null; Counter.made++; return new this(); }
  async up(by = 1) { await later(0); this.n += by; return this; }
  get twice() { return this.n * 2; }
  async "quoted name"() { return this.n; }
}
export default async function main() {
  log(await service.add(1), await service.computed1(), service.add, service.computed1);
  const c = await Counter.make();
  await (await c.up()).up(5);
  log(c.n, c.twice, Counter.made, await c["quoted name"](), c.up.name, c.up.length);
  const local = { k: 2, async times(x: number) { const r = await later(x); return r * this.k; } };
  log(await local.times(21), local.times);
}
