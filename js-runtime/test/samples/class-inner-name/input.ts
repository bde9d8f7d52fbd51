import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

const Outer = class Inner {
  static count = 0;
  make() { return () => { Inner.count++; return new Inner(); }; }
  async later() { await null; return Inner.count; }
};
class Hidden {
  make() { return { Hidden: () => Hidden === this.constructor }; }
  async block() { { const Hidden = 1; await null; log(Hidden); } return Hidden === this.constructor; }
}
class Self { me() { return () => Self; } static async same() { await null; return Self === this; } }
export default async function main() {
  const f = new Outer().make();
  await outside();
  log(new Hidden().make().Hidden(), await new Hidden().block());
  log(f() instanceof Outer, await new Outer().later(), Outer.name, new Self().me()() === Self, await Self.same());
}
