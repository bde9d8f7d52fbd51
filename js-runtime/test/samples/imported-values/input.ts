import { log, outside } from "../trace.js";
export { manifest } from "../trace.js";

import { helper, state, Shared } from "./helper.js";
import * as all from "./helper.js";
export default async function main() {
  log(await helper(2), state.n, Object.keys(all).sort(), all.live);
  await all.change();
  await outside();
  log(all.live, await new Shared().go(), helper);
}
