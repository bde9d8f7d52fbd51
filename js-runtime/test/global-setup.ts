import { bundleRuntime } from "../scripts/bundle-runtime.mjs";
import { bundleUrlParser } from "../scripts/bundle-url-parser.mjs";

/** Tests of compiled code paste dist/runtime.js into their bundles; it must be that of the sources under test. */
export async function setup(): Promise<void> {
  await bundleRuntime();
  await bundleUrlParser();
}
