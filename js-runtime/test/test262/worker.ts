import { readFileSync } from "node:fs";
import { type Awaits, Cases } from "./case.js";
import { playCase } from "./play-case.js";
import type { Mode } from "./verdict.js";

/** What the runner gives a worker process, as JSON in its first argument. */
export interface WorkerSettings {
  readonly checkout: string;
  readonly awaits: Awaits;
  readonly mode: Mode;
  readonly limitMs: number;
  readonly runtimeFile: string;
}

// One process for some thousand cases, one after the other. The parent sends a path and gets its result.
const { checkout, awaits, mode, limitMs, runtimeFile } = JSON.parse(process.argv[2]!) as WorkerSettings;
const cases = new Cases(checkout, awaits);
const runtime = readFileSync(runtimeFile, "utf8");

process.on("message", (path: string) => {
  void playCase(cases, path, { mode, limitMs, runtime }).then(
    (result) => process.send!(result),
    (error: unknown) => {
      // A defect of the runner: the parent must not count the case as anything.
      process.stderr.write(`${path}: ${String((error as Error).stack ?? error)}\n`);
      process.exit(1);
    });
});
// Cases reject promises that nobody handles, natively, too.
process.on("unhandledRejection", () => {});
