import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

function make(factor: number) {
  return class Scaled {
    constructor(readonly items: number[]) {}
    *values(): Generator<number> { for (const x of this.items) yield x * factor; }
    *[Symbol.iterator](): Generator<number> { yield* this.values(); yield Scaled.count++; }
    static count = 0;
    static *["com" + "puted"](n: number): Generator<number> { while (n-- > 0) yield n * factor; }
    async *later(): AsyncGenerator<number> { for (const x of this) yield await later(x); }
  };
}
export default async function main() {
  const classes = [make(2), make(10)];
  const running = classes.map((C) => new C([1, 2, 3])[Symbol.iterator]());
  const methods = classes.map((C) => C.prototype.values);
  for (let i = 0; i < 5; i++) { log(running.map((g) => g.next())); await later(0); }
  log(methods[0] === classes[0]!.prototype.values, methods[0] !== methods[1], methods[0]!.prototype !== methods[1]!.prototype);
  for (const C of classes) {
    const o = new C([5]);
    log(o.values() instanceof (o.values as never), Object.prototype.toString.call(o.values), Reflect.ownKeys(o.values), o.values.name, o.values.length);
    for await (const x of o.later()) log(x);
    log([...(C as never as { computed(n: number): Iterable<number> }).computed(3)], C.count);
    log(methods.map((m) => [...m.call(o)]));
  }
}
