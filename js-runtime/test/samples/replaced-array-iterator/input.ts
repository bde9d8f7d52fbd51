import { later, log } from "../trace.js";
export { manifest } from "../trace.js";

// An array iterator of the program's own is for the program's patterns and loops; the runtime's arrays are not read by it.

(Array.prototype as any)[Symbol.iterator] = function* (this: unknown[]) { for (let i = 0; i < this.length; i++) yield i === 2 ? "third" : this[i]; };

export default async function main() {
  const make = () => function ([x, y, z]: any) { return `${x} ${y} ${z}`; };
  log(make()([1, 2, 3]));
  const [a, b, c] = await later([4, 5, 6]);
  log(a, b, c);
  class Late { *all() { yield* this.list; } get list() { return [7, 8, 9]; } }
  const seen: unknown[] = [];
  for (const one of new Late().all()) { await later(0); seen.push(one); }
  log(seen.join());
  const results = async function* () { yield* [1, 2, 3]; };
  for await (const one of results()) log(one);
}
