import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { type Case, Cases } from "./case.js";
import { bundleText } from "./play-compiled.js";
import type { Ending } from "./verdict.js";

/** A case for another host to play; one line of `cases.jsonl`. */
export interface WrittenCase {
  readonly path: string;
  readonly isAsync: boolean;
  /** As in the frontmatter; null for a case that must succeed. */
  readonly negative: { readonly phase: string; readonly type: string } | null;
  /** A module without imports. It takes `globalThis.$play` away, appends what the case prints to `lines` of it, and at the end sets `isFulfilled`, `name` and `message`. */
  readonly native: string;
  /** The bundle, `RUNTIME_PLACE` standing where the text of `runtime.js` is; or why it cannot be compiled. */
  readonly bundle: string | Extract<Ending, { kind: "refused" }>;
}

/** Does not occur in a bundle: a digit cannot follow a name in any program. */
export const RUNTIME_PLACE = "0runtime";

/**
 * Writes the cases into `folder`: `cases.jsonl`, one line each, and `runtime.js`, the runtime of all bundles.
 *
 * @returns how many were written; cases that have no meaning in an async function are left out
 */
export async function writeCases(cases: Cases, paths: readonly string[], runtime: string, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/runtime.js`, runtime.trim());
  const file = openSync(`${folder}/cases.jsonl`, "w");
  let count = 0;
  try {
    for (const path of paths) {
      const found = cases.read(path);
      if (found === undefined) continue;
      writeSync(file, `${JSON.stringify(await written(found, cases.checkout, runtime))}\n`);
      if (++count % 500 === 0) process.stderr.write(`${count} written\n`);
    }
  } finally {
    closeSync(file);
  }
  return count;
}

async function written(found: Case, checkout: string, runtime: string): Promise<WrittenCase> {
  const { path, frontmatter: { flags, negative } } = found;
  const bundle = await bundleText(found, checkout, runtime);
  return {
    path, isAsync: flags.includes("async"), negative: negative ?? null, native: `${NATIVE_BEGIN}${found.prelude}\n;${found.main}\n;${NATIVE_END}`,
    bundle: typeof bundle === "string" ? bundle.replace(runtime.trim(), () => RUNTIME_PLACE) : bundle,
  };
}

const NATIVE_BEGIN = `const $play = globalThis.$play;
delete globalThis.$play;
const console = { log(line) { $play.lines += \`\${line}\\n\`; } };
`;

/** `await` looks at no property that a case may have changed. */
const NATIVE_END = `(async () => {
  try { await main(); } catch (error) {
    $play.name = String(error?.name ?? error?.constructor?.name ?? typeof error);
    $play.message = String(error?.message ?? error);
    $play.isFulfilled = false;
    return;
  }
  $play.isFulfilled = true;
})();`;
