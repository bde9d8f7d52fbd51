import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

class A { x = 1; m(y: number) { return this.x + y; } static s() { return "A.s"; } get g() { return "A.g" + this.x; } set w(v: number) { this.x = v; } }
class B extends A {
  override x = 2;
  async am() { return super.m(await later(10)); }
  async hidden() { const B = 1, A = 2, C = 3; const f = () => { const B = 5; return super.m(B) + A + C; }; return super.m(await later(B)) + f(); }
  arrow() { return () => super.m(100); }
  async set() { super.w = await later(7); return [this.x, super.g, super["m"](1)]; }
  static async as() { await null; return super.s() + (() => super.s())(); }
  field = () => super.m(1000);
  static all = [1, 2].map((x) => [x, B.name, typeof new B().field]);
  static made = (() => super.s())();
}
const C = class extends B { override async am() { return (await super.am()) + 0.5; } };
export default async function main() {
  const b = new B(), f = b.arrow(), g = b.field;
  log(await b.am(), f(), g(), await b.hidden());
  await outside();
  log(B.all, f(), g(), await b.set(), await B.as(), B.made, await new C().am(), C.name);
}
