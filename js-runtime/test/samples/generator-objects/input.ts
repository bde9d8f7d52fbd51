import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

function* top(a: number, b: number) { yield a + b; }
const expression = function* named(): Generator<unknown> { yield typeof named; yield named === expression; };
const GeneratorFunction = top.constructor;
class Counter { constructor(public from: number) {} }
function describe(f: Function, g: object) {
  log(f.name, f.length, String(f.prototype), Object.getOwnPropertyNames(f), JSON.stringify(Object.getOwnPropertyDescriptor(f, "prototype")));
  log(Object.getPrototypeOf(f) === GeneratorFunction.prototype, Object.prototype.toString.call(f), Object.prototype.toString.call(g));
  log(Object.getPrototypeOf(g) === f.prototype, Reflect.ownKeys(g), Reflect.ownKeys(f.prototype), g instanceof (f as never), String(g));
  try { Reflect.construct(f, []); } catch (e) { log((e as Error).name); }
}
export default async function main() {
  function* local() { yield 1; }
  const object = { *method() { yield this.x; }, x: 5, *["computed" + 1]() { yield 2; } };
  const generators = [top(1, 2), local(), object.method(), object.computed1!()] as Generator<unknown>[];
  [top, local, object.method, object.computed1!].forEach((f, i) => describe(f, generators[i]!));
  await later(0);
  [top, local, object.method, object.computed1!].forEach((f, i) => describe(f, generators[i]!));
  log(generators.map((g) => g.next()));
  log([...expression()]);
  const own = local() as Generator<number> & { note?: string };
  own.note = "kept";
  local.prototype.shared = () => "shared";
  const frozen = Object.freeze(local());
  await null;
  log(own.note, (own as never as { shared(): string }).shared(), Object.isFrozen(frozen), frozen.next(), own === own[Symbol.iterator]());
  local.prototype = Counter.prototype as never;
  const odd = local();
  local.prototype = 5 as never;
  const fallback = local();
  await null;
  log(odd instanceof Counter, Object.getPrototypeOf(fallback) === Object.getPrototypeOf(top.prototype), typeof (fallback as Generator).next);
  const proto = Object.getPrototypeOf(top.prototype);
  log(Reflect.ownKeys(proto).length, proto.next.name, proto.next.length, proto.return.length, proto.throw.name);
  for (const bad of [undefined, {}, top, top.prototype]) try { proto.next.call(bad); } catch (e) { log((e as Error).name); }
  log(Reflect.getPrototypeOf(proto) === Reflect.getPrototypeOf(Reflect.getPrototypeOf([][Symbol.iterator]())!));
  const shared = (function* () { let n = 0; for (;;) { const add: number = yield n; n += add ?? 1; } })();
  shared.next();
  await Promise.all([1, 2, 3].map(async (x) => { await later(0, x); log(shared.next(x).value); await later(0); log(shared.next(10).value); }));
}
