import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { playThreeWays } from "./play.js";

const SAMPLES = fileURLToPath(new URL("../samples", import.meta.url));

// Each sample is played natively, compiled, and compiled with the thread saved and reloaded between any two microtasks (1-01, 1-02, 1-12).
describe("a sample does the same natively, compiled, and reloaded between microtasks", () => {
  for (const name of readdirSync(SAMPLES, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name)) {
    it(name, async () => {
      const directory = `${SAMPLES}/${name}`;
      const entry = { contents: readFileSync(`${directory}/input.ts`, "utf8"), directory, name: "input.ts" };
      const { native, compiled, reloaded } = await playThreeWays(entry);
      expect(native.outputs.length, "a sample must show something").toBeGreaterThan(0);
      expect(native.end, "a sample must end").not.toBe("waiting");
      expect(compiled).toEqual(native);
      expect(reloaded).toEqual(native);
    });
  }
});
