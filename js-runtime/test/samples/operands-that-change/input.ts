import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  let o = { n: "first", f(x: unknown) { return [this.n, x]; }, v: 1 }, k = "v", i = 0;
  const other = { n: "second", f(x: unknown) { return ["other", this.n, x]; }, v: 10 };
  const list = [0, 0, 0], first = o;
  log(o.f((o = other, await later(1))));
  o = first;
  (o as any)[k] += (o = other, k = "w", await later(5));
  log(first, other, k);
  k = "v"; o = first;
  (o as any)[k] = (k = "z", o = other, await later(6));
  log(first, other);
  list[i] = (i++, await later(7)); list[i++] += (i++, await later(8));
  log(list, i);
  ({ a: o.n = (o = first, await later("default")) } = {} as any);
  log(first.n, other.n);
  let captured = { deep: { v: 1 } };
  const swap = () => { captured = { deep: { v: 100 } }; return 1; };
  captured.deep.v += swap() + await later(1);
  log(captured.deep.v, [captured, swap(), await later(2), captured].map((x: any) => x.deep?.v ?? x));
  const nested = () => async () => { captured.deep.v = await later(3); captured = await later({ deep: { v: 4 } }); captured.deep.v += await later(1); return captured.deep.v; };
  log(await nested()());
  let x = 1; const y = [x, x = 2, await later(x), x++, x, await later(x)]; log(y);
  log(new (await later(Array))(x, (x = 9, await later(x)), x));
}
