import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { playThreeWays } from "./play.js";
import { randomProgram } from "./random-program.js";

const DIRECTORY = fileURLToPath(new URL(".", import.meta.url));
const FIRST_SEED = Number(process.env["RANDOM_SEED"] ?? 1);
const PROGRAMS = Number(process.env["RANDOM_PROGRAMS"] ?? 10);

// Longer: RANDOM_PROGRAMS=1000 npx vitest run test/compiler/random.test.ts
it("random programs do the same natively, compiled, and reloaded between microtasks", async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed++) {
    const contents = randomProgram(seed);
    const again = `repeat with: RANDOM_SEED=${seed} RANDOM_PROGRAMS=1 npx vitest run test/compiler/random.test.ts\n${contents}`;
    try {
      const { native, compiled, reloaded } = await playThreeWays({ contents, directory: DIRECTORY, name: `seed-${seed}.ts` });
      expect(native.end).not.toBe("waiting");
      expect(compiled, again).toEqual(native);
      expect(reloaded, again).toEqual(native);
    } catch (error) {
      process.stderr.write(`${again}\n`);
      throw error;
    }
  }
}, 1_800_000);
