// Writes bundles of generated programs for another host's tests: node scripts/random-programs.mjs <first seed> <count> <folder>
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";
import { build } from "../dist/compiler/index.js";

const directory = fileURLToPath(new URL("../test/compiler/", import.meta.url));
const [first, count, folder] = process.argv.slice(2);
const { outputFiles } = await bundle({ entryPoints: [`${directory}random-program.ts`], bundle: true, write: false, format: "esm", platform: "neutral" });
const { randomProgram } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

await mkdir(folder, { recursive: true });
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const { code } = await build({ entry: { contents: randomProgram(seed), directory, name: `seed-${seed}.ts` } });
  await writeFile(`${folder}/${seed}.js`, code);
}
