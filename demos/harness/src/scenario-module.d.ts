/** The `scenario.ts` of the demo that is played; `bin/play.mjs` puts it there. */
declare module "scenario" {
  import type { Play } from "./scenario.js";
  const plays: Play[];
  export default plays;
}
