import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  let n = 0;
  const o = { toString() { return `s${n}`; } };
  log(`${o}${await (async () => { n++; await null; return o; })()}${o}`);
  const tag = (strings: TemplateStringsArray, ...values: unknown[]) => [strings.raw.join("|"), strings.length, ...values].join();
  log(tag`a${1}\n${await later(2)}c`);
  const holder = { p: "H", tag(s: TemplateStringsArray, v: unknown) { return this.p + s[0] + v; } };
  log(holder.tag`x${await later("y")}`);
  const same: unknown[] = [];
  for (let i = 0; i < 2; i++) { const keep = (s: unknown, _v: unknown) => { same.push(s); }; keep`q${await later(i)}`; }
  log(same[0] === same[1]);
}
