import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { bin, files } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as { bin: Record<string, string>; files: string[] };

it("the package names its command as npm wants it, and nothing that is not there", () => {
  // npm removes a command whose path begins with a dot when it publishes, and only warns.
  for (const path of Object.values(bin)) expect([path.startsWith("."), existsSync(`${root}/${path}`)]).toEqual([false, true]);
  for (const path of files.filter((one) => !one.startsWith("!") && one !== "dist")) expect(existsSync(`${root}/${path}`), path).toBe(true);
});
