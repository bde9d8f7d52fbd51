import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const sym = Symbol("local"), o = { [sym]: 1, [Symbol.for("reg")]: 2 };
  const f = () => [o[sym], -0, NaN, 1n << 70n, /a+/gi.source];
  await outside();
  log(o[sym], Object.getOwnPropertySymbols(o).map(String), Object.is(f()[1], -0), Number.isNaN(f()[2] as number), String(f()[3]), f()[4]);
  const d = new Date(0), m = new Map<unknown, unknown>([[o, sym]]), cyc: any = { m }; cyc.self = cyc;
  await outside();
  log(d.toISOString(), m.get(o) === sym, cyc.self === cyc, [, 1].length, 0 in [, 1]);
}
