import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const directory = fileURLToPath(new URL("../workers/python", import.meta.url));
const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.warn("NOTHING OF THE PYTHON WORKER IS TESTED HERE: there is no python3");

test.skipIf(!hasPython)("3-05, 3-06: the tests of the worker kit for Python pass; they need nothing but Python", () => {
  const { status, stderr } = spawnSync("python3", ["-B", "-m", "unittest", "discover", "-t", ".", "-s", "tests"], { cwd: directory, encoding: "utf8" });
  expect(stderr).toMatch(/^Ran \d\d tests/m);
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^OK$/m)]);
});
