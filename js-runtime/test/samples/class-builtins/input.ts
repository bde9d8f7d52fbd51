import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

class Stack extends Array<number> { top() { return this.at(-1); } static get [Symbol.species]() { return Array; } }
export default async function main() {
  class NotFound extends Error {
    override name = "NotFound";
    constructor(readonly what: string, options?: ErrorOptions) { super(`${what} not found`, options); }
    get code() { return 404; }
  }
  class Registry extends Map<string, number> {
    hits = 0;
    override get(key: string) { this.hits++; return super.get(key); }
  }
  class Bag extends Set<string> { addAll(...all: string[]) { for (const one of all) this.add(one); return this; } }
  class List extends Array<number> { sum() { return this.reduce((a, b) => a + b, 0); } }
  class Day extends Date { get day() { return this.getUTCDate(); } }
  class Nothing extends (null as any) { static here = true; constructor() { return Object.create(new.target.prototype); } }
  const e = new NotFound("x", { cause: 1 }), r = new Registry([["a", 1]]), b = new Bag().addAll("p", "q"), l = List.from([1, 2, 3]) as List;
  const d = new Day(86400000 * 3), s = Stack.from([4, 5]) as Stack, n = new Nothing();
  await outside();
  log(e, e.code, e instanceof NotFound, e instanceof Error, e.what, e.cause, e.stack!.split("\n")[0]);
  log(r.get("a"), r.hits, r.size, r instanceof Registry, b.size, b.has("q"), l.sum(), l.map((x) => x * 2) instanceof List, l.length, d.day);
  log(s.top(), s.map((x) => x) instanceof Stack, n instanceof Nothing, Nothing.here, Object.getPrototypeOf(Nothing.prototype));
  l.push(10);
  r.set("b", 2);
  await outside();
  log((l.filter((x) => x > 1) as List).sum(), r.get("b"), [...r.keys()], Array.isArray(l));
  function Old(this: any) { this.old = true; }
  Old.prototype.age = 9;
  class Young extends (Old as any) { both() { return [(this as any).old, (this as any).age, new.target === undefined]; } }
  const y = new Young();
  await outside();
  log(y.both(), y instanceof (Old as any), Reflect.construct(Old as any, [], Young) instanceof Young);
  const seen: unknown[] = [];
  class Base { constructor(readonly n: number) {} get twice() { return this.n * 2; } }
  class Arrow extends Base {
    own = this.n + 1;
    constructor(n: number, late: boolean) {
      const start = (k: number) => { const inner = () => super(n + k); inner(); seen.push(this.n); return () => this; };
      if (late) try { seen.push(this); } catch (e) { seen.push((e as Error).name); }
      seen.push(start(10)() === this, this.own, super.twice);
      try { start(1); } catch (e) { seen.push((e as Error).name); }
    }
  }
  const arrow = new Arrow(1, true);
  await outside();
  log(seen, arrow.own, arrow instanceof Arrow, new Top(3).twice, Object.keys(arrow));
}
class Bottom { constructor(readonly n: number) {} get twice() { return this.n * 2; } }
class Top extends Bottom { constructor(n: number) { const up = () => super(n); up(); } }
