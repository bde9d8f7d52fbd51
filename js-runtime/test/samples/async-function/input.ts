import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

async function add(a: number, b: number) {
  const x = await later(a);
  const y = await later(b, 3);
  return x + y;
}
export default async function main() {
  log(await add(1, 2), add, await outside());
  return await add(await add(1, 1), await outside());
}
