import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

const t = (x: string) => { log(x); return x; };
const obj = (n: string) => { log(n); return { m: (...a: unknown[]) => a.join(), p: 1, k: 2 } as any; };
export default async function main() {
  log(t("a") + await later(t("b")) + t("c"));
  log(obj("o").m(t("x"), await later(t("y")), t("z")));
  let f = (...a: unknown[]) => "first" + a; const g = f;
  log(f(await (async () => { f = () => "second"; await null; return 1; })()), g === f);
  let x = 1;
  log(x + (x = 5, await later(x)) + x);
  x = x + await (async () => { x = 100; return later(1); })();
  log(x);
  x += await (async () => { x = 1000; return later(1); })();
  log(x);
  const o = obj("target");
  o[t("p")] += await later(t("v"));
  o[await later(t("k"))] ??= await later(t("skipped"));
  o[await later(t("n"))] ??= await later(t("set"));
  o.p++, o[await later("p")]--, ++o[await later("p")];
  log(o.p, o.k, o.n);
  log([t("1"), ...(await later([t("2")])), t("3"), await later(t("4"))]);
  log({ a: t("a"), [t("key")]: await later(t("v")), ...(await later({ z: t("z") })), [await later("last")]: t("l") });
  log(`${t("q")}-${await later(t("r"))}-${t("s")}`);
  log(await later(false) && t("no"), (await later(true)) || t("no"), (await later(null)) ?? t("yes"), t("b") && await later(t("c")));
  log((await later(1)) ? t("then") : t("else"), t("") ? await later(1) : await later(2), (t("seq"), await later("s"), t("end")));
  log(new Date(await later(0), t("m") as never, await later(1)).getMonth());
  let callee = { f() { return this === callee; } };
  log(callee.f(await later(1) as never), await later(callee.f()));
  log(typeof await later("s"), !await later(0), -await later(1), void await later(1), delete o[await later("p")], o.p);
  try { (null as any).x(await later(t("not evaluated"))); } catch (e) { log((e as Error).name); }
  try { (undefined as any)[t("key evaluated")] = await later(t("evaluated")); } catch (e) { log((e as Error).name); }
  try { (o.missing)(await later(t("args first"))); } catch (e) { log((e as Error).name); }
}
