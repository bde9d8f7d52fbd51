import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { RUNTIME_FILE } from "../../scripts/bundle-runtime.mjs";
import { type Awaits, Cases } from "./case.js";
import { frontmatterOf } from "./frontmatter.js";
import { playCase } from "./play-case.js";
import { causesText, tableText } from "./report.js";
import { pathsUnder } from "./paths.js";
import type { Result, Verdict } from "./verdict.js";

// The short form of scripts/test262.mjs: cases of our own, without a checkout of test262.
const OWN = fileURLToPath(new URL("./own", import.meta.url));

async function play(awaits: Awaits): Promise<Result[]> {
  const cases = new Cases(OWN, awaits);
  const options = { mode: "reload", limitMs: 20_000, runtime: readFileSync(RUNTIME_FILE, "utf8") } as const;
  const results: Result[] = [];
  for (const path of pathsUnder(OWN, "")) results.push(await playCase(cases, path, options));
  return results;
}

const causeOf = (verdict: Verdict | undefined): string => (verdict === undefined ? "not played" : verdict.passed ? "passed" : verdict.cause);

describe("cases in test262's form", () => {
  let results: Result[];
  const verdictsOf = (path: string) => results.find((result) => result.path === path)!.verdicts;
  beforeAll(async () => { results = await play("ends"); }, 120_000);

  it("that pass natively pass compiled", () => {
    expect(results.filter(({ verdicts }) => verdicts.native?.passed).length).toBeGreaterThan(25);
    expect(causesText(results, "compiled", 9)).toBe("");
  });

  it("fail reloaded for the causes that cannot go away, and no other", () => {
    const failed = results.filter(({ verdicts }) => verdicts.native?.passed && !verdicts.reload?.passed).map(({ path, verdicts }) => [path, causeOf(verdicts.reload)]);
    expect(failed).toEqual([
      ["built-ins/Promise/changed-built-in.js", "changes built-ins or globals, which belong to the realm"],
      ["built-ins/Promise/kept-proxy.js", "codec/unserializable-value: a Proxy"],
      ["built-ins/Promise/subclass-then.js", "codec/unserializable-value: a promise, iterator or weak collection with properties of its own"],
    ]);
  });

  it("count nowhere when they are outside or fail natively", () => {
    expect(verdictsOf("language/statements/sloppy-with.js")).toEqual({});
    expect(verdictsOf("language/statements/raw-text.js")).toEqual({});
    const wrong = verdictsOf("built-ins/Promise/wrong-expectation.js");
    expect(Object.keys(wrong)).toEqual(["native"]);
    expect(causeOf(wrong.native)).toMatch(/^throws Test262Error: wrong/);
  });

  it("are counted by directory", () => {
    const lines = tableText(results, "reload").split("\n");
    expect(lines[0]).toBe("| directory | files | native | compiled | % | reload | % |");
    expect(lines.find((line) => line.startsWith("| built-ins/Promise "))).toBe("| built-ins/Promise | 7 | 6 | 6 | 100.00 | 3 | 50.00 |");
    expect(lines.at(-2)).toMatch(/^\| total \| 34 \| 31 \| 31 \| 100.00 \| 28 \| 90.32 \|$/);
  });
});

it("cases pass compiled with an await before each of their statements", async () => {
  const results = await play("statements");
  expect(results.filter(({ verdicts }) => verdicts.native?.passed).length).toBeGreaterThan(25);
  expect(causesText(results, "compiled", 9)).toBe("");
}, 120_000);

it("frontmatter is read in both of its forms", () => {
  expect(frontmatterOf("/*---\nflags: [async, generated]\nincludes:\n  - a.js\n  - b.js\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/")).toEqual({
    flags: ["async", "generated"], includes: ["a.js", "b.js"], negative: { phase: "parse", type: "SyntaxError" },
  });
  expect(frontmatterOf("// no frontmatter")).toEqual({ flags: [], includes: [], negative: undefined });
});
