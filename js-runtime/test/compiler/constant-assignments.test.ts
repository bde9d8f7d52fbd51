import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { build } from "../../src/compiler/index.js";
import { playCompiled } from "./play.js";

const DIRECTORY = fileURLToPath(new URL(".", import.meta.url));

const PROGRAM = `import { output, ref } from "kafka-workflow";
export const manifest = { outputTopics: ["out"] };
const top = 1;
export default async function main() {
  const x = 1, value = "é", list = [7, 8];
  const tries = [
    () => { x = 2; }, () => { x += 1; }, () => { x++; }, () => { [x] = list; }, () => { [...x] = list; }, () => { ({ x } = { x: 1 }); },
    () => { ({ x = 2 } = {}); }, () => { ({ a: x } = {}); }, () => { for (x of list) output("body", "out"); }, () => { for (x of []) {} },
    () => { /* é */ value = 3; }, () => { top = 2; }, () => { x ||= output("not reached", "out"); }, () => { early = 1; const early = 2; },
    async () => { x = await ref(); },
  ];
  for (const one of tries) {
    try { await one(); output("none", "out"); } catch (error) { output(error.name, "out"); }
  }
  return JSON.stringify([x, value, top]);
}
`;

// esbuild refuses to bundle these, so there is no native form to compare with; ECMA-262 9.1.1.1.5 says what they throw.
it("an assignment to a constant throws when it runs, and is a warning when the bundle is built", async () => {
  const { compiled, reloaded, warnings } = await playCompiled({ contents: PROGRAM, directory: DIRECTORY, name: "input.js" });
  const error = "TypeError";
  expect(compiled.outputs).toEqual([error, error, error, error, error, error, error, error, error, "none", error, error, "none", "ReferenceError", error]);
  expect(compiled.end).toBe(`completed ${JSON.stringify(JSON.stringify([1, "é", 1]))}`);
  expect(reloaded).toEqual(compiled);
  expect(warnings).toHaveLength(15);
  expect(warnings[0]).toBe('input.js:7:13: warning: Cannot assign to "x" because it is a constant; it throws a TypeError when it runs');
});

it("that holds for TypeScript in files, too", async () => {
  const directory = mkdtempSync(join(tmpdir(), "constants-"));
  writeFileSync(join(directory, "package.json"), "{}");
  writeFileSync(join(directory, "limit.ts"), "const limit: number = 1;\nexport function raise(): void { (limit as number) = 2; }\n");
  writeFileSync(join(directory, "index.ts"), 'import { raise } from "./limit.js";\nexport default async function main(): Promise<void> { raise(); }\n');
  const { warnings } = await build({ entry: join(directory, "index.ts") });
  expect(warnings).toEqual(['limit.ts:2:34: warning: Cannot assign to "limit" because it is a constant; it throws a TypeError when it runs']);
});
