import { log, outside, later } from "../trace.js";
export { manifest } from "../trace.js";

const twice = async (x: number) => (await later(x)) * 2;
const bare = async () => {};
export default async function main() {
  const inner = async (y: number) => twice(await twice(y));
  log(await inner(3), await bare(), twice, inner);
  const nested = async () => async () => await outside();
  log(await (await nested())());
}
