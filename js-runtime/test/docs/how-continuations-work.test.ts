import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { build } from "../../src/compiler/index.js";
import { Bundle } from "../../src/testing/realm.js";
import { Workflow } from "../../src/testing/index.js";

// docs/how-continuations-work.md shows what compiler and codec really make of its example.

const page = readFileSync(new URL("../../../docs/how-continuations-work.md", import.meta.url), "utf8");
const block = (name: string): string => new RegExp(`^\`\`\`${name}\n([^]*?)^\`\`\`$`, "m").exec(page)![1]!;
const folder = mkdtempSync(join(import.meta.dirname, "tmp-"));
const file = join(folder, "greet.ts");
afterAll(() => rmSync(folder, { recursive: true }));

test("the page shows the emitted code and the saved bytes", async () => {
  writeFileSync(file, block("ts greet\\.ts"));
  const { code, map } = await build({ entry: file });
  expect(code).toContain(block("js scope"));
  expect(code).toContain(block("js frame"));

  const saved: Uint8Array[] = [];
  const bundle = new Bundle(code, file, map);
  const evaluate = bundle.evaluate.bind(bundle);
  bundle.evaluate = () => {
    const host = evaluate();
    const save = host.save.bind(host);
    Object.defineProperty(host, "save", { value: (thread: object) => saved[saved.push(save(thread)) - 1] });
    return host;
  };
  const thread = new Workflow(bundle).start("Ada");
  expect(saved.map((bytes) => Buffer.from(bytes).toString("hex"))).toEqual([block("hex").replace(/\s/g, "")]);

  thread.resume(thread.openRefs[0]!, "Bonjour");
  expect([thread.outputs.map(({ value }) => value), thread.result]).toEqual([["Hello Ada", "Bonjour Ada"], "2 greetings"]);
});
