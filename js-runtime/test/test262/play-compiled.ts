import { bundle } from "../../src/compiler/1-bundle/index.js";
import { compile, CompileFailure } from "../../src/compiler/index.js";
import type { HostInterface, Outcome, StepContext } from "../../src/abi.js";
import { Bundle, limited } from "../../src/testing/realm.js";
import type { Case } from "./case.js";
import type { Ending } from "./verdict.js";

/** Microtasks after which a case counts as endless. */
const MICROTASKS_MAX = 20_000;

/**
 * How often a case is saved and loaded: never, or between any two microtasks; then each time in the other of two realms, or
 * in one and the same, which tells what a realm keeps and a continuation does not.
 */
export type Reloading = "never" | "other realm" | "same realm";

type Refused = Extract<Ending, { kind: "refused" }>;

/** Compiles a case as any workflow. */
export async function compileCase(found: Case, directory: string, runtime: string): Promise<Bundle | Ending> {
  const text = await bundleText(found, directory, runtime);
  if (typeof text !== "string") return text;
  try {
    return new Bundle(text, found.path);
  } catch (error) {
    return refused(error);
  }
}

/** The bundle of a case, or why there is none. */
export async function bundleText({ prelude, main, path }: Case, directory: string, runtime: string): Promise<string | Refused> {
  const contents = `${prelude}\nexport default ${main}\n`;
  try {
    return compile(await bundle({ contents, directory, name: path }), runtime, "case.js").code;
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Refused {
  if (error instanceof CompileFailure) {
    const first = error.errors[0]!;
    const what = first.message.split("\n")[0]!;
    return { kind: "refused", isSyntaxError: first.code === "compile/syntax", cause: what.replace(/`[^`]*`/g, "`…`"), detail: error.message.slice(0, 400) };
  }
  const isSyntaxError = error instanceof SyntaxError && "reasonCode" in error;
  return { kind: "refused", isSyntaxError, cause: `compiler: ${(error as Error).message.split("\n")[0]!.replace(/\d+/g, "0").slice(0, 100)}`, detail: (error as Error).stack ?? "" };
}

/** Plays a compiled case. */
export function playCompiled(bundle: Bundle, reloading: Reloading, limitMs: number): Ending {
  const lines: string[] = [];
  try {
    const outcome = limited(limitMs, () => run(bundle, reloading, lines));
    if (outcome.status === 1) return { kind: "fulfilled", lines };
    if (outcome.failure) return { kind: "rejected", name: outcome.failure.name, message: outcome.failure.message, lines };
    return { kind: "stopped", cause: "never settles", detail: "" };
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    const text = String(message ?? error);
    return { kind: "stopped", cause: typeof code === "string" ? causeOf(code, text) : `outside of the case: ${text.split("\n")[0]!.slice(0, 100)}`, detail: String((error as Error).stack ?? text) };
  }
}

function run(bundle: Bundle, reloading: Reloading, lines: string[]): Outcome {
  const context: StepContext = { threadId: "case", stepId: "workflow-resume-0-0", incarnation: 0, seed: "0".repeat(64) };
  let host = bundle.evaluate();
  let spare: HostInterface = reloading === "other realm" ? bundle.evaluate() : host;
  host.jobsPerTurn = spare.jobsPerTurn = reloading === "never" ? Infinity : 1;
  let outcome = host.start(context, "null");
  for (let turns = 0; ; turns++) {
    for (let i = 1; i < outcome.log.length; i += 2) lines.push(outcome.log[i]!);
    if (!outcome.paused) return outcome;
    if (turns > MICROTASKS_MAX) throw new RangeError(`more than ${MICROTASKS_MAX} microtasks`);
    // A body of another realm has that realm's prototypes; the codec reads one of its own.
    const body = Uint8Array.from(host.save(outcome.thread));
    [host, spare] = [spare, host];
    outcome = host.proceed(context, host.load(body));
  }
}

/** What kind of value could not be saved, not which variable held it. */
function causeOf(code: string, message: string): string {
  const line = message.split("\n")[0]!;
  const kind = code === "codec/unserializable-value" ? /\(([^()]*)\) in a continuation/.exec(line)?.[1] : /cannot be taken back: (.*)/.exec(line)?.[1];
  return `${code}: ${kind ?? line.slice(code.length + 2, 120)}`;
}
