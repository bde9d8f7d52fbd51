import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

async function count() { await null; return arguments.length; }
function spread() { return Math.max(...arguments); }
async function all(_a: number, ...rest: number[]) { const copy = [...arguments]; await outside(); return [copy, rest, arguments[0]]; }
export default async function main() {
  log(await (count as Function)(1, 2, 3), (spread as Function)(4, 9, 2), await all(1, 2, 3));
  const inner = function () { return () => arguments[0]; };
  const got = (inner as Function)("x");
  await outside();
  log(got());
}
