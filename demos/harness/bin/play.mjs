#!/usr/bin/env node
// play <demo directory> <bootstrap servers> [--controlled]: plays the demo's scenario.ts on a stack that runs its bundle. Exit code 0 when
// every play came out right. With --controlled it says `@wait` before each wait and goes on when a line comes in: a test kills the
// engine in between. Harness and scenario become one bundle first, because Node 20 reads no TypeScript.
import { build } from "esbuild";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [directory, bootstrapServers] = process.argv.slice(2);
if (directory === undefined || bootstrapServers === undefined) {
  process.stderr.write("usage: play.mjs <demo directory> <bootstrap servers> [--controlled]\n");
  process.exit(2);
}
const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = at(`../dist/${basename(resolve(directory))}.mjs`);
await build({
  entryPoints: [at("../src/main.ts")], outfile, bundle: true, platform: "node", format: "esm", sourcemap: "inline", logLevel: "error",
  external: ["@platformatic/kafka"],
  alias: { scenario: join(resolve(directory), "scenario.ts"), "demo-harness": at("../src/index.ts") },
});
await import(pathToFileURL(outfile).href);
