// Plays cases of a test262 checkout; see `node scripts/test262.mjs` for the options, and docs/semantics.md for what was measured.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { RUNTIME_FILE, bundleRuntime } from "./bundle-runtime.mjs";

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await bundleRuntime();
await build({
  entryPoints: [file("test/test262/run.ts"), file("test/test262/worker.ts")], outdir: file("dist/test262/runner"), outExtension: { ".js": ".mjs" },
  bundle: true, platform: "node", format: "esm", target: "node20", packages: "external", logLevel: "error",
});
const { main } = await import("../dist/test262/runner/run.mjs");
await main(process.argv.slice(2), file("dist/test262/runner/worker.mjs"), RUNTIME_FILE);
