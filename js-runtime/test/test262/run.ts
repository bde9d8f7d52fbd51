import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Awaits, Cases } from "./case.js";
import { DIRECTORIES } from "./directories.js";
import { pathsUnder } from "./paths.js";
import { causesText, tableText } from "./report.js";
import { MODES, type Mode, type Result } from "./verdict.js";
import type { WorkerSettings } from "./worker.js";
import { writeCases } from "./write-cases.js";

/** For one play of one case. */
const LIMIT_MS = 10_000;
/** After which a worker that does not answer is ended: some loops no limit of Node's can stop. */
const SILENCE_MAX_MS = 60_000;

const USAGE = `Usage: node scripts/test262.mjs <checkout> [options]

Plays cases of a test262 checkout (github.com/tc39/test262) wrapped in an async function: natively, compiled, and compiled with the
thread saved and reloaded between any two microtasks. Counted are the cases that pass natively.

  --mode native|compiled|reload  the last mode to play (reload)
  --awaits ends|statements       put awaits around a case, or before each of its statements as well (ends)
  --filter <text>                only paths that contain the text; with --all, under the whole of test/
  --all                          not only the directories of issue 3
  --shard <i>/<n>                every n-th case, beginning with the i-th
  --jobs <n>                     worker processes (2)
  --examples <n>                 paths shown for each cause (2)
  --json <file>                  every verdict
  --write <folder>               play nothing, but write the native form and the bundle of each case for another host
`;

/** What the command line says. */
interface Settings extends Omit<WorkerSettings, "runtimeFile"> {
  readonly filter: string;
  readonly isAll: boolean;
  readonly shard: readonly [index: number, count: number];
  readonly jobs: number;
  readonly examples: number;
  readonly json: string | undefined;
  /** The folder to write the cases to, instead of playing them. */
  readonly write: string | undefined;
}

/** The command: plays, prints the table and the causes. */
export async function main(args: string[], workerFile: string, runtimeFile: string): Promise<void> {
  const settings = settingsOf(args);
  if (settings === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const paths = pathsOf(settings);
  if (settings.write !== undefined) {
    const count = await writeCases(new Cases(settings.checkout, settings.awaits), paths, readFileSync(runtimeFile, "utf8"), settings.write);
    process.stdout.write(`${count} cases in ${settings.write}\n`);
    return;
  }
  const startedAtMs = Date.now();
  const results = await playAll(paths, settings, workerFile, runtimeFile);
  process.stdout.write(`${tableText(results, settings.mode)}\n\n`);
  for (const mode of MODES.slice(1, MODES.indexOf(settings.mode) + 1)) {
    process.stdout.write(`Fails ${mode}:\n${causesText(results, mode, settings.examples)}\n\n`);
  }
  process.stdout.write(`${results.length} files in ${Math.round((Date.now() - startedAtMs) / 1000)} s\n`);
  if (settings.json !== undefined) writeFileSync(settings.json, results.map((result) => JSON.stringify(result)).join("\n"));
}

function settingsOf(args: string[]): Settings | undefined {
  const { values, positionals } = parseArgs({
    args, allowPositionals: true, options: {
      mode: { type: "string", default: "reload" }, awaits: { type: "string", default: "ends" }, filter: { type: "string", default: "" },
      all: { type: "boolean", default: false }, shard: { type: "string", default: "1/1" }, jobs: { type: "string", default: "2" },
      examples: { type: "string", default: "2" }, json: { type: "string" }, write: { type: "string" },
    },
  });
  const shard = /^(\d+)\/(\d+)$/.exec(values.shard);
  const checkout = positionals[0];
  const isKnown = MODES.includes(values.mode as Mode) && ["ends", "statements"].includes(values.awaits) && shard && Number(values.jobs) > 0;
  if (checkout === undefined || !isKnown || !existsSync(`${checkout}/harness/assert.js`)) return undefined;
  return {
    checkout: resolve(checkout), mode: values.mode as Mode, awaits: values.awaits as Awaits, limitMs: LIMIT_MS, filter: values.filter, isAll: values.all,
    shard: [Number(shard[1]), Number(shard[2])], jobs: Number(values.jobs), examples: Number(values.examples), json: values.json, write: values.write,
  };
}

/** The case files in order of their paths. */
function pathsOf({ checkout, filter, isAll, shard: [index, count] }: Settings): string[] {
  const paths = (isAll ? [""] : DIRECTORIES).flatMap((directory) => pathsUnder(checkout, directory));
  return paths.filter((path) => path.includes(filter)).sort().filter((_, place) => place % count === index - 1);
}

/** Gives the paths to worker processes, one at a time each. */
async function playAll(paths: readonly string[], settings: Settings, workerFile: string, runtimeFile: string): Promise<Result[]> {
  const { checkout, awaits, mode, limitMs } = settings;
  const json = JSON.stringify({ checkout, awaits, mode, limitMs, runtimeFile } satisfies WorkerSettings);
  const results: Result[] = [];
  let next = 0;
  const serve = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    while (next < paths.length) {
      const path = paths[next++]!;
      worker ??= fork(workerFile, [json], { execArgv: ["--experimental-vm-modules", "--no-warnings"] });
      const result = await answerOf(worker, path);
      results.push(result ?? { path, verdicts: { native: { passed: false, cause: "the worker did not answer", detail: "" } } });
      if (result === undefined) {
        process.stderr.write(`${path}: the worker did not answer\n`);
        worker = undefined;
      }
      if (results.length % 1000 === 0) process.stderr.write(`${results.length}/${paths.length}\n`);
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: settings.jobs }, serve));
  return results.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The worker's result, or undefined when it ended or fell silent; it is gone then. */
function answerOf(worker: ChildProcess, path: string): Promise<Result | undefined> {
  return new Promise((resolve) => {
    const end = (result: Result | undefined): void => {
      clearTimeout(timer);
      worker.off("message", end).off("exit", gone);
      resolve(result);
    };
    const gone = (): void => end(undefined);
    const timer = setTimeout(() => worker.kill("SIGKILL"), SILENCE_MAX_MS);
    worker.on("message", end).on("exit", gone);
    worker.send(path);
  });
}
