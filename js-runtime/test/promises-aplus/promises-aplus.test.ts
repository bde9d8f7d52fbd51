import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import runTests, { type Adapter } from "promises-aplus-tests";

/** Promises/A+ has this many cases, each a test of its own in the suite. */
const CASES = 872;

const CASE_LIMIT_MS = 10_000;

interface Runtime {
  readonly Promise: PromiseConstructor;
  drain(jobsMax: number): boolean;
}

/** The runtime's `Promise` in a realm of its own, but for `TypeError`, which the suite recognizes by its constructor. */
async function evaluateRuntime(): Promise<Runtime> {
  const entry = fileURLToPath(new URL("entry.ts", import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "iife", globalName: "runtime", platform: "neutral" });
  return runInContext(`${outputFiles[0]!.text}\nruntime`, createContext({ TypeError })) as Runtime;
}

function adapterOf({ Promise }: Runtime): Adapter {
  return {
    resolved: (value) => Promise.resolve(value),
    rejected: (reason) => Promise.reject(reason as Error),
    deferred() {
      const made: Partial<ReturnType<Adapter["deferred"]>> = {};
      made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
      return made as ReturnType<Adapter["deferred"]>;
    },
  };
}

/** Runs the runtime's queue between any two tasks of Node's, as an engine runs microtasks. Returns what stops it. */
function drainAlways({ drain }: Runtime): () => void {
  let next: NodeJS.Immediate;
  const turn = (): void => {
    drain(Infinity);
    next = setImmediate(turn);
  };
  turn();
  return () => clearImmediate(next);
}

describe("Promises/A+", () => {
  it(`all ${CASES} cases pass`, { timeout: 120_000 }, async () => {
    const failures: string[] = [];
    let passed = 0;
    class Reporter {
      constructor(runner: NodeJS.EventEmitter) {
        runner.on("pass", () => passed++);
        runner.on("fail", (test: { fullTitle(): string }, error: Error) => failures.push(`${test.fullTitle()}: ${error.message}`));
      }
    }
    const runtime = await evaluateRuntime();
    const stop = drainAlways(runtime);
    await new Promise<void>((resolve) => runTests(adapterOf(runtime), { reporter: Reporter, timeout: CASE_LIMIT_MS }, () => resolve()));
    stop();
    expect(failures).toEqual([]);
    expect(passed).toBe(CASES);
  });
});
