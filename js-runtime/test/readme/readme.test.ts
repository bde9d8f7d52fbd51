import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadWorkflow } from "../../src/testing/index.js";

// The workflow and the test of the project's README, as they stand there.

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const [workflowText, testText] = [...readme.matchAll(/```ts\n([^]*?)```/g)].map((block) => block[1]!);
const folder = mkdtempSync(join(import.meta.dirname, "tmp-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the workflow of the README does what its test says", async () => {
  const file = join(folder, "index.ts");
  writeFileSync(file, workflowText!);
  const body = testText!.replace(/^import.*$/m, "").replace('"src/index.ts"', JSON.stringify(file)).replace(/ as \{.*?\}/, "").replace("[0]!", "[0]");
  const printed: unknown[][] = [];
  const run = new Function("loadWorkflow", "console", `return (async () => {${body}})()`) as (load: unknown, console: unknown) => Promise<void>;
  await run(loadWorkflow, { log: (...values: unknown[]) => printed.push(values) });
  expect(printed).toEqual([[1], ["completed", { at: "2027-01-31" }]]);
});

test("the workflow of the README is about fifteen lines", () => {
  expect(workflowText!.trim().split("\n").length).toBeLessThanOrEqual(18);
});
