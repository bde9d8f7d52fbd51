import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("../bin/command.mjs", import.meta.url));

test("4-10: the program says how it is used; CommandOrchestratorIT uses it", () => {
  const { status, stderr } = spawnSync(process.execPath, [program], { encoding: "utf8" });
  expect([status, stderr]).toEqual([2, expect.stringContaining("usage: npm run command")]);
});
