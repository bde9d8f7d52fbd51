// Builds the npm package into dist/: JavaScript and declarations by tsc, then the runtime as one expression (dist/runtime.js)
// and the URL parser.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { bundleRuntime } from "./bundle-runtime.mjs";
import { bundleUrlParser } from "./bundle-url-parser.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
rmSync(`${root}/dist`, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status, error } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
if (error) throw error;
if (status !== 0) process.exit(status ?? 1);
await bundleRuntime();
await bundleUrlParser();
