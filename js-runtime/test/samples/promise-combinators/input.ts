import { log, outside, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  log(await Promise.all([later(1, 5), 2, later(3)]), await Promise.race([later("slow", 9), later("fast")]));
  log(await Promise.any([fails("a"), later("any", 3)]), (await Promise.allSettled([fails("b"), later(1)])).map((r) => r.status));
  await Promise.all([later(1), fails("all")]).catch((e) => log(e));
  const results = await Promise.all([1, 2, 3].map(async (x) => { await later(0, x); log("item", x); return x * await later(2); }));
  log(results);
  let resolve: (v: string) => void;
  const p = new Promise<string>((r) => { resolve = r; });
  const waiting = (async () => log("got", await p))();
  await outside();
  resolve!("value");
  await waiting;
  log(await later(0).then((x) => x + 1).finally(() => log("finally")));
}
