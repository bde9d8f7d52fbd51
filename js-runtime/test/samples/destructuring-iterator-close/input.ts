import { log, later, fails } from "../trace.js";
export { manifest } from "../trace.js";

function numbers(limit: number) {
  let i = 0;
  return { [Symbol.iterator]() { return this; }, next() { log("next", i); return { done: i >= limit, value: i++ }; }, return() { log("return"); return {}; } };
}
export default async function main() {
  const [a, b = await later(9)] = numbers(1) as never as number[];
  log(a, b);
  const [c = await later(0), d] = numbers(5) as never as number[];
  log(c, d);
  try {
    const [e, f = await fails("in default")] = numbers(1) as never as number[];
    log(e, f);
  } catch (e) { log(e); }
  try {
    let t: any = null;
    [t, t.x = await later(1)] = numbers(3) as never as any[];
  } catch (e) { log((e as Error).name); }
  const [...all] = numbers(2) as never as number[];
  log(all);
}
