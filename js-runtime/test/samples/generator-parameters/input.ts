import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

function* defaults(a = (log("a"), 1), { b } = { b: (log("b"), 2) }, ...rest: number[]): Generator<unknown> {
  log("body");
  yield [a, b, rest];
  yield () => a++;
  yield a;
}
function* fails(_a = fail()): Generator<never> { log("never"); }
function fail(): never { throw new Error("parameter"); }
function* args(_x: number): Generator<unknown> { arguments[1] = "changed"; yield [...arguments]; yield arguments.length; }
async function* asyncDefaults(a = fail()): AsyncGenerator<unknown> { yield a; }
function* captured(x: number) { const f = () => x++; yield f; yield x; { let y = x; yield () => y++; yield y; } }
export default async function main() {
  const g = defaults(undefined, undefined, 3, 4);
  log("made");
  await later(0);
  log(g.next());
  const f = g.next().value as () => number;
  f();
  await later(0);
  log(g.next());
  try { fails(); } catch (e) { log(e); }
  try { asyncDefaults(); } catch (e) { log(e); }
  log([...args.call({}, 1, 2 as never) as never as Iterable<unknown>]);
  const c = captured(5);
  (c.next().value as () => number)();
  await null;
  log(c.next());
  const y = c.next().value as () => number;
  y();
  await null;
  log(c.next());
}
