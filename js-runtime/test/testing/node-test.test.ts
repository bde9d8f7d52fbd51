import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { build } from "../../src/compiler/index.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("works under node:test, with sources and with a bundle file", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "kafka-workflow-"));
  try {
    const source = join(root, "test/testing/workflows/shop.ts");
    const bundle = join(folder, "shop.js");
    await build({ entry: source, outfile: bundle });
    const { status, stdout } = spawnSync(process.execPath, ["--test", "test/testing/under-node-test.mjs"], {
      cwd: root, encoding: "utf8", env: { ...process.env, WORKFLOW_SOURCE: source, WORKFLOW_BUNDLE: bundle },
    });
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/# pass 2[4-9]\b/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
