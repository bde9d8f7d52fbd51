import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

async function fib(n: number): Promise<number> { return n < 2 ? n : (await fib(n - 1)) + (await fib(n - 2)); }
const even = async (n: number): Promise<boolean> => n === 0 || odd(n - 1);
const odd = async (n: number): Promise<boolean> => n !== 0 && await even(n - 1);
export default async function main() {
  log(await fib(8), await even(10), await odd(7));
  const walk = async (t: any): Promise<number> => { let sum = t.v; for (const k of t.kids ?? []) sum += await walk(k); return sum; };
  log(await walk({ v: 1, kids: [{ v: 2, kids: [{ v: 3 }] }, { v: await outside() }] }));
  function deep(n: number): () => number { return n ? () => deep(n - 1)() + n : () => 0; }
  const f = deep(5); await outside(); log(f());
}
