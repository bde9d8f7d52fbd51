// Before a demo's test: a fresh clone has no dist/ yet, and the test of one workspace shall be one command (1-66).
import { existsSync } from "node:fs";

if (!existsSync(new URL("../dist/runtime.js", import.meta.url))) await import("./build.mjs");
