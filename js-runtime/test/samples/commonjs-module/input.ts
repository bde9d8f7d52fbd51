import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

import lib from "./lib.cjs";
export default async function main() {
  const c = lib.counter();
  log(c.up()); await outside(); log(c.up(), lib.version, typeof lib.counter);
}
