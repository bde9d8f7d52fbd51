import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  const got: unknown[] = [];
  const branch = async (n: string, count: number) => { let sum = 0; for (let i = 0; i < count; i++) { sum += await outside(); got.push(n + i); } return sum; };
  const all = await Promise.all([branch("a", 2), branch("b", 3), branch("c", 1)]);
  log(all, got);
}
