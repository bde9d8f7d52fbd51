// Runs caller/main.ts: Node 20 reads no TypeScript.
import { build } from "esbuild";
import { fileURLToPath, pathToFileURL } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = at("../dist/caller.mjs");
await build({ entryPoints: [at("../caller/main.ts")], outfile, bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "error" });
await import(pathToFileURL(outfile).href);
