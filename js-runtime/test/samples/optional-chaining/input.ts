import { log, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const o: any = { a: { b: (x: number) => x + 1, self() { return this === o.a; } }, n: null };
  log(o?.a?.b?.(await later(1)), o.n?.x[await later("never")], o.a?.self(), (await later(o))?.a.b(2), o.missing?.(await fails("no")));
  log(o.n ?? await later("d"), await later(undefined) ?? "e");
  o.n ||= await later(4); o.n &&= await later(5); o.q ??= () => o.n;
  log(o.n, o.q(), o.q);
  const f = () => o?.a?.b(await0);
  const await0 = 41;
  log(f(), delete o?.a?.b, o.a.b);
}
