import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

const order: string[] = [];
const note = <T>(text: string, value: T): T => { order.push(text); return value; };
export default async function main() {
  const dynamic = Symbol("dynamic");
  const base = note("base", class { static greeting = "hi"; hello() { return "hello"; } });
  function make(key: string) {
    return class Made extends note("heritage", base) {
      static [note("k1", "first")] = note("v1", 1);
      [note("k2", key)] = note("v2", this.hello());
      [note("k3", dynamic)]() { return note("m", key); }
      static { note("block", 0); var x = super.greeting; (this as any).fromBlock = x + Made.name; }
      static second = note("v3", this.greeting + (Made as any).first);
      get [note("k4", `${key}Getter`)]() { return 5; }
      set [note("k5", `${key}Getter`)](v) { order.push(`set ${v}`); }
      static async [note("k6", "load")]() { await null; return super.name + this.second; }
      static { var x = "again"; (this as any).other = () => [x, this.second, super.greeting]; }
      plain() { return super.hello() + key; }
      static 5 = "five";
      static self = () => Made;
    };
  }
  const A = make("a"), B = make("b");
  log(order.splice(0));
  await outside();
  const a = new A() as any, b = new B() as any;
  log(order.splice(0), a.a, b.b, a[dynamic](), a[dynamic].name, a.aGetter, a.plain(), (A as any).fromBlock, A.second, (A as any).other());
  await outside();
  a.aGetter = 9;
  log(order.splice(0), Reflect.ownKeys(A).map(String), Reflect.ownKeys(A.prototype).map(String), await (A as any).load(), A.self() === A, B.self() === B, A.name);
  const d = Object.getOwnPropertyDescriptor(A.prototype, "aGetter")!;
  await outside();
  log(d.get === Object.getOwnPropertyDescriptor(A.prototype, "aGetter")!.get, d.get!.name, d.set!.name, d.enumerable, (A as any)[5]);
  try { const C = class extends (() => C)() {}; } catch (e) { log((e as Error).name); }
  try { (class D { static [D.name] = 1; }); } catch (e) { log((e as Error).name); }
  const keyed = { [await later("one")]: class {}, two: class { static x = this.name; }, [`three`]: class {} };
  await outside();
  log(keyed.one.name, keyed.two.name, keyed.two.x, keyed.three.name);
  const E = class extends (await later(base)) { static async [await later("late")]() { return this.greeting; } };
  await outside();
  log(await (E as any).late(), new E().hello());
  const fn = "fn", anon = Symbol("anon");
  class Fields { [fn] = () => this; static [anon] = function () { return 1; }; [`${fn}2`] = class { static kind = 1; }; static [fn] = async () => { await null; return "async"; }; }
  const fields = new Fields() as any;
  await outside();
  log(fields.fn.name, (Fields as any)[anon].name, fields.fn2.name, fields.fn() === fields, await (Fields as any).fn(), (Fields as any).fn.name, Object.keys(fields));
  log(new AtModule().later.name, AtModule.sure.name, (AtModule.sure as any)(), Object.keys(new AtModule()));
}
const later1 = "later" as const, sure = "sure" as const;
class AtModule { [later1] = () => this; static [sure] = function () { return "ok"; }; plain = 1; }
