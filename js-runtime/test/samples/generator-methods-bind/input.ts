import { later, log } from "../trace.js";
export { manifest } from "../trace.js";

// A generator method binds parameters that are more than names when it is called, before there is a generator.

class Outer {
  *plain([x]: any) { log("in plain"); yield x; }
  async *both({ y = log("default") as unknown }: any = {}) { log("in both"); yield y; }
  static *rest(...[a, b]: any[]) { yield [a, b]; }
}

export default async function main() {
  class Inner {
    *plain([x]: any) { log("in plain"); yield x; }
    async *both([x, y = log("default")]: any) { log("in both"); yield await later([x, y]); }
    static async *rest({ z }: any, ...more: any[]) { yield [z, more]; }
  }
  for (const C of [Outer, Inner]) {
    const made = new C().plain(["x"]);
    log("made");
    await later(0);
    log(made.next().value, made.next().done);
    try { (new C() as any).plain(); } catch (e) { log((e as Error).name); }
    const asked = (new C() as any).both(["a"]);
    log("asked");
    log((await asked.next()).value, (await asked.next()).done);
    try { (new C() as any).both(null); } catch (e) { log((e as Error).name); }
  }
  log(Outer.rest(1, 2).next().value, (await Inner.rest({ z: 3 }, 4).next()).value);
}
