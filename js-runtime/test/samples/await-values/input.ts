import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  log(await 1, await null, await undefined, await "s", await { a: 1 }, await [1], await Promise.resolve(Promise.resolve(2)));
  log(await await later(1), await (async () => await later(3))());
  log(await { then: (r: (x: unknown) => void) => r(later(7)) });
  try { await { then: () => { throw new Error("then throws"); } }; } catch (e) { log(e); }
  try { await { get then(): never { throw new Error("getter"); } }; } catch (e) { log(e); }
  const x = (await later([1, 2]))[await later(1)], { length } = await later("four");
  log(x, length, (await later({ f() { return this.v; }, v: 3 })).f());
}
