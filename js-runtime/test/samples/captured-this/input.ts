import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

class Box {
  value = 5;
  async read() {
    const get = () => this.value;
    await outside();
    const later2 = async () => { await null; return () => this.value + 1; };
    return [get(), (await later2())()];
  }
  plain() { return [1, 2].map((x) => x * this.value); }
}
function f(this: unknown) { return (() => this)(); }
async function g(this: unknown, ..._a: unknown[]) { await null; return (() => [this, arguments.length, arguments[1]])(); }
function T(this: object) { return (() => new.target === T)(); }
export default async function main() {
  const b = new Box();
  log(await b.read(), b.plain());
  log(f.call(7), f(), await g.call("me", 1, 2), await g());
  function N(this: { t: boolean }) { const a = () => new.target !== undefined; this.t = a(); }
  log(new (N as never as new () => object)(), typeof T);
  const arrow = async () => typeof this;
  log(await arrow());
}
