import { type FSWatcher, watch } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/** Editors write a file in several steps; changes within this time count as one. */
const SETTLE_MS = 50;

/**
 * Calls `build` now and after every change in the folders of the files that the last successful call read.
 *
 * @param build returns the absolute paths of what it read; undefined when it failed, and the folders stay as they are
 * @param entry its folder is watched from the start
 * @param ignored files that `build` writes
 * @returns when `signal` is aborted
 */
export async function watchAndBuild(build: () => Promise<readonly string[] | undefined>, entry: string, ignored: readonly string[],
                                    signal: AbortSignal): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  const written = new Set(ignored.map((file) => basename(file)));
  let change = pending();
  const watchFolder = (folder: string): void => {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, (_, name) => {
      if (name === null || !written.has(name)) change.happen();
    });
    // A folder that goes away takes its files with it: build, and say what is missing.
    watcher.on("error", () => change.happen());
    watchers.set(folder, watcher);
  };
  signal.addEventListener("abort", () => change.happen());
  watchFolder(dirname(resolve(entry)));
  while (!signal.aborted) {
    change = pending();
    for (const file of (await build()) ?? []) watchFolder(dirname(file));
    await change.happened;
    await new Promise((settled) => setTimeout(settled, SETTLE_MS));
  }
  for (const watcher of watchers.values()) watcher.close();
}

interface Pending {
  readonly happened: Promise<void>;
  happen(): void;
}

function pending(): Pending {
  let happen!: () => void;
  const happened = new Promise<void>((resolve) => { happen = resolve; });
  return { happened, happen };
}
