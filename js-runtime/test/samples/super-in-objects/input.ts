import { later, log, outside } from "../trace.js";
export { manifest } from "../trace.js";

// `super` in object literals: plain, async and accessor methods, arrows in them, in loops, with awaits around.

const base = { n: 1, m(this: any, y: number) { return `base ${this.name} ${y}`; }, get g() { return "base g"; }, set w(v: number) { (this as any).seen = v; } };
const early: any = { __proto__: base, name: "early", m(y: number) { return super.m(y + 1); }, async am() { return super.m(await later(1)); } };

function make(name: string): any {
  return {
    __proto__: base, name,
    m(y: number) { return super.m(y * 2); },
    arrow() { return () => super.m(3); },
    async am(y: number) { await later(0); return (() => super.m(y))() + super["g"]; },
    get g() { return `own ${super.g}`; },
    set w(v: number) { super.w = v + 1; },
    ["computed" + name]() { return super.g; },
    count() { super.n++; (super.n as number) += 10; [super.n] = [(this as any).n + 100]; return [super.n, (this as any).n]; },
    missing() { try { super.nothing(); } catch (e) { return (e as Error).name; } },
  };
}

export default async function main() {
  log(early.m(1), await early.am());
  const a = make("a"), f = a.arrow();
  await outside();
  log(a.m(1), f(), await a.am(5), a.g, a.computeda(), a.missing());
  a.w = 6;
  log(a.seen, a.count(), base.n);
  const made: any[] = [];
  for (const name of ["x", "y"]) made.push({ __proto__: base, name, async m(y: number) { const text = await later(y); return super.m(text); }, late: await later(name) });
  Object.setPrototypeOf(made[1], { m: (y: number) => `moved ${y}` });
  for (const one of made) log(await one.m(8), one.late);
  const own = { m() { return super.toString === Object.prototype.toString; } };
  const taken = own.m;
  await outside();
  log(taken.call(undefined as any), Object.keys(make("z")));
  const frozen: any = { m() { super.x = 8; Object.freeze(frozen); try { super.y = 9; } catch (e) { return (e as Error).name; } } };
  log(frozen.m(), frozen.x);
}
