import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Rows of the README: | [sample](link) | lines there | [`src/sample.ts`](src/sample.ts) lines here | */
const ROWS = /^\| \[[a-z-]+\]\(https:\S+\) \| \d+ \| \[`([^`]+)`\]\(\1\) (\d+) \|/gm;

test("the README counts the lines of our variants right: neither blank nor only a comment", () => {
  const rows = [...readFileSync("README.md", "utf8").matchAll(ROWS)];
  expect(rows).toHaveLength(6);
  for (const [, file, lines] of rows) expect(`${file} ${linesOf(readFileSync(file!, "utf8"))}`).toBe(`${file} ${lines}`);
});

function linesOf(source: string): number {
  return source.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !/^(\/\/|\/\*|\*)/.test(line)).length;
}
