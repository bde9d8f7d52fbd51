import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const order: Record<string, number> = { b: 1, a: 2 };
  const by = (k: string) => (x: string, y: string) => (k === "o" ? order[x]! - order[y]! : x < y ? -1 : 1);
  log(["a", "b"].sort(by("o")), ["b", "a"].sort(by("n")));
  const grouped = [1, 2, 3].reduce((acc, x) => { (acc[x % 2 ? "odd" : "even"] ??= []).push(x); return acc; }, {} as Record<string, number[]>);
  await outside();
  log(grouped, "abc".replace(/b/, (m) => m.toUpperCase() + order.a));
  const bound = function (this: { v: number }, a: number) { return this.v + a; }.bind({ v: 1 }, 2);
  await outside();
  log(bound(), [3, 4].map(async (x) => x).length);
}
