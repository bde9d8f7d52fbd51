import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  for (const n of [0, 1, 2]) {
    const r = n === 0 ? await later("zero") : n === 1 ? "one" : (await outside(), "two");
    const a = n && (await later(n)) && n + 1, b = n || await later("or"), c = (n || null) ?? await later("nullish");
    if (n === 1 && await later(true)) log("if"); else if (await later(n) === 2) log("elif"); else log("else");
    log(r, a, b, c, !(n && await later(0)));
    if (n) await null; else log("no await");
    n === 2 && await later(1);
  }
}
