import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  let a = 1, b: any = "s", c: any = null, d = 5n, f = { x: 1 };
  const read = () => [a, b, c, String(d), f];
  a += 2; a *= 3; a **= 2; a--; ++a; b += a++; c ??= 4; c &&= c + 1; d <<= 2n; f.x += a;
  log(read());
  a += await later(1); a -= (a = 0, await later(1)); c ||= await later(1); b += await later("!");
  log(read(), a++ + ++a, typeof a, -a, [a, b].length);
  [a, f.x] = [f.x, a]; ({ x: a, x: b } = f);
  log(read());
  const call = () => g(); let g = () => "g1"; log(call()); g = () => "g2"; await outside(); log(call(), g());
  const self = function (this: unknown) { return this; }; const useSelf = () => self(); log(useSelf() === undefined);
}
