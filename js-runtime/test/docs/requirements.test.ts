import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const page = fileURLToPath(new URL("../../../docs/requirements.md", import.meta.url));
const rows = [...readFileSync(page, "utf8").matchAll(/^\| (\d-\d\d) \| .* \| (.*) \|$/gm)].map(([, id, tests]) => ({ id: id!, tests: [...tests!.matchAll(/\]\(([^)]+)\)/g)].map(([, file]) => file!) }));

it("docs/requirements.md names for each requirement tests that name it", () => {
  expect(rows.length).toBeGreaterThan(10);
  for (const { id, tests } of rows) {
    expect(tests, id).not.toEqual([]);
    for (const file of tests) expect(readFileSync(resolve(dirname(page), file), "utf8"), `${file} for ${id}`).toMatch(new RegExp(`\\b${id}\\b|_${id.replace("-", "_")}\\b|_${id.replace("-", "_")}_`));
  }
});

it("every requirement is there once", () => {
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual([...ids].sort());
});
