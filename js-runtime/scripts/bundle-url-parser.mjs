// Prebuilds the URL parser of whatwg-url as one module, dist/world/url-parser.js, with url-host-names.mts in place of its tables for host names.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const FILE = `${root}dist/world/url-parser.js`;
const library = dirname(createRequire(import.meta.url).resolve("whatwg-url/package.json"));
const ENTRY = `
export {
  basicURLParse, cannotHaveAUsernamePasswordPort, hasAnOpaquePath, serializeHost, serializePath, serializeURL, serializeURLOrigin, setThePassword, setTheUsername,
} from "whatwg-url/lib/url-state-machine.js";
export { parseUrlencodedString, serializeUrlencoded } from "whatwg-url/lib/urlencoded.js";`;

/** Writes the file; it appears whole or not at all: tests and builds may run at the same time. */
export async function bundleUrlParser() {
  const licence = await readFile(`${library}/LICENSE.txt`, "utf8");
  const result = await build({
    stdin: { contents: ENTRY, resolveDir: root, sourcefile: "url-parser.js" }, bundle: true, write: false, format: "esm",
    platform: "neutral", target: "es2022", charset: "utf8", legalComments: "none", logLevel: "error",
    mainFields: ["module", "main"], alias: { tr46: `${root}scripts/url-host-names.mts` },
    banner: { js: `/* whatwg-url; its licence:\n${licence.trim()}\n*/` },
  });
  await mkdir(dirname(FILE), { recursive: true });
  const partial = `${FILE}.${process.pid}`;
  await writeFile(partial, result.outputFiles[0].text);
  await rename(partial, FILE);
}
