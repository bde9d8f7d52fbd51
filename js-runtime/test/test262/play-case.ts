import type { Case, Cases } from "./case.js";
import { compileCase, playCompiled } from "./play-compiled.js";
import { playNative } from "./play-native.js";
import { type Mode, type Result, type Verdict, judge } from "./verdict.js";

export interface PlayOptions {
  /** The last mode to play; each needs the ones before it. */
  readonly mode: Mode;
  /** For one play of a case. */
  readonly limitMs: number;
  /** The runtime as one expression. */
  readonly runtime: string;
}

/** Plays a case in one mode after the other. What fails natively is not played compiled. */
export async function playCase(cases: Cases, path: string, options: PlayOptions): Promise<Result> {
  const found = cases.read(path);
  if (found === undefined) return { path, verdicts: {} };
  const native = judge(found, playNative(found, options.limitMs));
  if (!native.passed || options.mode === "native") return { path, verdicts: { native } };
  return { path, verdicts: { native, ...await playBundle(found, cases.checkout, options) } };
}

async function playBundle(found: Case, checkout: string, { mode, limitMs, runtime }: PlayOptions): Promise<{ compiled: Verdict; reload?: Verdict }> {
  const bundle = await compileCase(found, checkout, runtime);
  if ("kind" in bundle) {
    const verdict = judge(found, bundle);
    return mode === "reload" ? { compiled: verdict, reload: verdict } : { compiled: verdict };
  }
  const compiled = judge(found, playCompiled(bundle, "never", limitMs));
  if (mode === "compiled") return { compiled };
  const reload = judge(found, playCompiled(bundle, "other realm", limitMs));
  if (reload.passed || !compiled.passed) return { compiled, reload: compiled.passed ? reload : compiled };
  // What only fails in another realm leans on something that the case changed in its realm.
  const inSameRealm = judge(found, playCompiled(bundle, "same realm", limitMs));
  return { compiled, reload: inSameRealm.passed ? { ...reload, cause: "changes built-ins or globals, which belong to the realm" } : reload };
}
