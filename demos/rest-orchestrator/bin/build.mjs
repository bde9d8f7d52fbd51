// Builds dist/gateway.mjs and dist/worker.mjs, because Node 20 reads no TypeScript; packages stay in node_modules.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
await build({
  entryPoints: { gateway: at("../gateway/main.ts"), worker: at("../workers/node/main.ts") },
  outdir: at("../dist"), outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm", packages: "external", logLevel: "error",
});
