import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

export default async function main() {
  log("start");
  await outside();
  throw new TypeError("the end");
}
