import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { describe, expect, it } from "vitest";
import { build } from "../../src/compiler/index.js";
import { run } from "../../src/cli/main.js";
import { Bundle } from "../../src/testing/realm.js";

const DIRECTORY = fileURLToPath(new URL(".", import.meta.url));
const SOURCE = `import { ref, output } from "kafka-workflow";
export const manifest = { outputTopics: ["out"] };
async function reserve(kind: string, dead: string) {
  output(dead, "out");
  const id = await ref<string>();
  const undo = async () => { output(kind + id, "out"); };
  await undo();
  return undo;
}
export default async function main() {
  const undo = await reserve("car", "dead");
  await undo();
}
`;
const entry = { contents: SOURCE, directory: DIRECTORY, name: "input.ts" };

interface Tables {
  files: string[];
  layouts: Record<string, { name: string; at: number[]; points?: Record<string, number[]>; fields: Record<string, string> }>;
  functions: Record<string, { name: string; at: number[] }>;
}

function hostOf(code: string): { positions: Tables; layouts: readonly ({ fields: readonly string[]; variants: readonly (readonly number[] | null)[] | null; kind: string } | undefined)[] } {
  const host = new Bundle(code, "input.ts").evaluate();
  return { positions: JSON.parse(host.positions) as Tables, layouts: host.layouts };
}

describe("a bundle", () => {
  it("is the same for the same source, and its id is the hash of its bytes", async () => {
    const [first, second] = [await build({ entry }), await build({ entry })];
    expect(second.code).toBe(first.code);
    expect(first.bundleId).toBe(createHash("sha256").update(first.code).digest("hex"));
  });

  it("says where every resume point, frame and closure is in the source", async () => {
    const { positions } = hostOf((await build({ entry })).code);
    const byName = Object.values(positions.layouts);
    expect(positions.files).toEqual(["input.ts"]);
    expect(byName.find(({ name, points }) => name === "reserve" && points)).toMatchObject({ at: [0, 3, 1], points: { 1: [0, 5, 14], 2: [0, 7, 3] } });
    expect(byName.find(({ name }) => name === "main")).toMatchObject({ at: [0, 10, 1], points: { 1: [0, 11, 16], 2: [0, 12, 3] } });
    expect(Object.values(positions.functions)).toEqual([{ name: "undo", at: [0, 6, 16] }]);
  });

  it("saves live variables only at each resume point", async () => {
    const { positions, layouts } = hostOf((await build({ entry })).code);
    const [id, table] = Object.entries(positions.layouts).find(([, { name, points }]) => name === "reserve" && points)!;
    const { fields, variants } = layouts[Number(id)]!;
    const saved = (pc: number): string[] => variants![pc]!.map((index) => table.fields[fields[index]!] ?? fields[index]!);
    expect(saved(1)).not.toContain("dead");
    expect(saved(1)).not.toContain("kind"); // captured: in the scope record
    expect(saved(2)).toEqual(["p", "q", "undo"]);
  });

  it("maps its text to the TypeScript source", async () => {
    const { code, map } = await build({ entry });
    const lines = code.split("\n");
    const line = lines.findIndex((text) => text.includes("\"out\"") && text.includes("dead"));
    const found = originalPositionFor(new TraceMap(map as never), { line: line + 1, column: lines[line]!.indexOf("$api") });
    expect(found).toMatchObject({ source: "input.ts", line: 4 });
  });

  it("does not depend on where its package lies", async () => {
    const code = await Promise.all([0, 1].map(async () => {
      const directory = mkdtempSync(join(tmpdir(), "kafka-workflow-"));
      writeFileSync(join(directory, "package.json"), "{}");
      writeFileSync(join(directory, "index.ts"), "export default async function main() { await null; }");
      return (await build({ entry: join(directory, "index.ts") })).code;
    }));
    expect(code[0]).toBe(code[1]);
  });
});

describe("kafka-workflow build", () => {
  it("writes the bundle and its map", async () => {
    const directory = mkdtempSync(join(tmpdir(), "kafka-workflow-"));
    writeFileSync(join(directory, "index.ts"), "export default async function main() { await null; return 1; }");
    expect(await run(["build", join(directory, "index.ts"), "-o", join(directory, "dist/out.js")])).toBe(0);
    const code = readFileSync(join(directory, "dist/out.js"), "utf8");
    expect(code.trimEnd().endsWith("//# sourceMappingURL=out.js.map")).toBe(true);
    const map = JSON.parse(readFileSync(join(directory, "dist/out.js.map"), "utf8")) as { sources: string[]; sourceRoot: string };
    expect(join(directory, "dist", map.sourceRoot, map.sources[0]!)).toBe(join(directory, "index.ts"));
  });

  it("ends with 1 and writes nothing when the source is refused", async () => {
    const directory = mkdtempSync(join(tmpdir(), "kafka-workflow-"));
    writeFileSync(join(directory, "index.ts"), "export default async function main() { eval('1'); }");
    expect(await run(["build", join(directory, "index.ts"), "-o", join(directory, "out.js")])).toBe(1);
    expect(() => readFileSync(join(directory, "out.js"))).toThrow("ENOENT");
  });

  it("ends with 2 when the command is not understood", async () => {
    expect(await run(["build", "--nonsense"])).toBe(2);
  });
});
