import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

function counterOf(step: number) {
  class Counter {
    count = step * 10;
    constructor(readonly name: string) {}
    next() { this.count += step; return this; }
    async nextLater() { await later(0); this.count += step; return () => this.count; }
    get twice() { return 2 * this.count; }
    set twice(n: number) { this.count = n / 2; }
    static of(name: string) { return new this(name); }
    static kind = `by ${step}`;
    toString() { return `${Counter.kind}: ${this.name} ${this.count}`; }
    later = () => Counter.of(this.name + "'");
  }
  return Counter;
}
function loud<C extends abstract new (...args: any[]) => { toString(): string }>(Base: C, mark: string) {
  abstract class Loud extends Base {
    mark = mark;
    override toString() { return super.toString().toUpperCase() + mark; }
    async shout() { await null; const f = () => super.toString(); return f() + (await later(super.toString())); }
    static created = 0;
    static { this.created = mark.length; }
  }
  return Loud;
}
export default async function main() {
  const A = counterOf(1), B = counterOf(2);
  const a = new A("a");
  await outside();
  log(String(a.next()), A.kind, B.kind, a instanceof A, a instanceof B, Object.getPrototypeOf(a) === A.prototype, a.constructor === A);
  const { next } = a, of = A.of, get = Object.getOwnPropertyDescriptor(A.prototype, "twice")!;
  await outside();
  log(next === A.prototype.next, A.of === of, get.get === Object.getOwnPropertyDescriptor(A.prototype, "twice")!.get, next.call(a).count, of.call(B, "z").count);
  a.twice = 100;
  log((await a.nextLater())(), a.twice, String(a.later()), A.name, A.length, A.prototype.next.name, Object.keys(a));
  const L = loud(A, "!"), M = loud(L, "?");
  const l = new (class Last extends M { constructor() { super("last"); log(new.target.name); } })();
  await outside();
  log(String(l), await l.shout(), l instanceof A, l instanceof L, L.created, M.created, Object.hasOwn(M, "kind"), M.kind, (M as any).of.call(L, "q").mark);
  log(Reflect.ownKeys(A), Reflect.ownKeys(A.prototype));
  try { (A as any)(); } catch (e) { log((e as Error).name); }
  try { loud(undefined as any, ""); } catch (e) { log((e as Error).name); }
  const classes = [];
  for (let i = 0; i < 3; i++) { classes.push(class { at = i; static me = () => this; who() { return () => i; } }); await outside(); }
  let n = 0;
  while (n++ < 2) classes.push(await later(class Named { at = n; who() { return () => Named.name.length + n; } }));
  log(classes.map((C) => [new C().at, new C().who()(), C.name]), classes[0]!.me() === classes[0]);
  A.prototype.next = function () { this.count = -1; return this; };
  delete (A.prototype as any).toString;
  (A as any).extra = A;
  await outside();
  log(a.next().count, new A("n").next().count, String(a), (A as any).extra === A, new B("b").next().count);
  {
    let x = 1;
    class InBlock { up() { return x++; } static s = x; }
    await outside();
    log(new InBlock().up(), x, InBlock.s);
  }
}
