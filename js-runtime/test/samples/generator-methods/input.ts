import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

class Base {
  items = [1, 2, 3];
  *values(): Generator<number> { for (const x of this.items) yield x * this.factor; }
  get factor() { return 2; }
  static *range(n: number): Generator<number> { for (let i = 0; i < n; i++) yield i; }
  *[Symbol.iterator](): Generator<number> { yield* this.values(); }
  async *later(): AsyncGenerator<number> { for (const x of this) yield await later(x); }
  static async *["com" + "puted"](x: number): AsyncGenerator<number> { yield x; }
  *"quoted name"() { yield 7; }
  *taken({ a }: { a: number }, [b] = [2], ...c: number[]) { yield [a, b, c]; }
}
class Derived extends Base {
  override get factor() { return 10; }
  override *values(): Generator<number> { yield 0; yield* super.values(); }
}
export default async function main() {
  const d = new Derived();
  log([...d], [...new Base()], [...Base.range(3)], [...d["quoted name"]()], [...d.taken({ a: 1 }, undefined, 3)]);
  try { d.taken(null as never); } catch (e) { log((e as Error).name); }
  const running = d[Symbol.iterator]();
  running.next();
  await later(0);
  log(running.next(), [...running]);
  for await (const x of d.later()) log(x);
  for await (const x of (Base as never as { computed(x: number): AsyncGenerator<number> }).computed(4)) log(x);
  const p = Object.getOwnPropertyDescriptor(Base.prototype, "values")!;
  log(p.enumerable, p.value.name, p.value.length, Object.prototype.toString.call(p.value), Reflect.ownKeys(p.value));
  log(Object.getPrototypeOf(d.values()) === Derived.prototype.values.prototype, Object.prototype.toString.call(d.later()));
  try { new (d.values as never as new () => unknown)(); } catch (e) { log((e as Error).name); }
}
