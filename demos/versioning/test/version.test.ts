import { expect, test } from "vitest";
import { changeOf } from "../src/version.js";

test.each([
  ["1.0.0", "1.0.0", "none"],
  ["1.0.0", "1.0.1", "patch"],
  ["1.0.3", "1.1.0", "minor"],
  ["1.9.0", "1.10.0", "minor"],
  ["1.1.0", "2.0.0", "major"],
  ["1.1.1", "1.1.0", "none"],
  ["1.1.0", "1.0.9", "none"],
  ["2.0.0", "1.1.0", "major"],
] as const)("from %s to %s is %s", (from, to, change) => {
  expect(changeOf(from, to)).toBe(change);
});

test.each(["1.0", "v1.0.0", "1.0.0-beta", ""])("%j is no version", (version) => {
  expect(() => changeOf("1.0.0", version)).toThrow(`found "${version}"`);
});
