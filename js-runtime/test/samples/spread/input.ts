import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const f = (...a: unknown[]) => a.join("-");
  const list = [1, 2];
  log(f(...list, await later(3), ...await later([4])), [...list, await later(5), ...list]);
  log(Math.max(...list, await later(7)), { ...{ a: 1 }, b: await later(2), ...null, ...await later({ a: 3 }) });
  const bad = { [Symbol.iterator]() { log("iterated"); return [9][Symbol.iterator](); } };
  log(f(...bad as never, await later((log("then"), 1))));
  log(new Array(...list, await later(3)));
}
