import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Modules that define the globals of the world (see src/world/README.md). Their exports have the names of the globals. */
const MODULES = ["abort", "base64", "dom-exception", "events", "structured-clone", "text", "url"] as const;

const folder = new URL("../../world/", import.meta.url);

/** For esbuild's `inject`: a module goes into the bundle only when one of its names is used as a free variable. */
export const worldModules: readonly string[] = MODULES.map((name) => {
  const source = fileURLToPath(new URL(`${name}.ts`, folder));
  return existsSync(source) ? source : fileURLToPath(new URL(`${name}.js`, folder));
});

/** What `url.ts` imports, prebuilt by scripts/bundle-url-parser.mjs; the sources have its declarations alone. */
export const urlParser = fileURLToPath(new URL("../../../dist/world/url-parser.js", import.meta.url));
