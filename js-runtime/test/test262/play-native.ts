import * as vm from "node:vm";
import { createContext, Script } from "node:vm";
import type { Case } from "./case.js";
import type { Ending } from "./verdict.js";

/** Plays a case on Node as it is: strict, wrapped in an async function, in a realm of its own. */
export function playNative({ prelude, main, path }: Case, limitMs: number): Ending {
  const lines: string[] = [];
  let ending: Ending = { kind: "stopped", cause: "never settles", detail: "" };
  const report = (isFulfilled: boolean, name: string, message: string): void => {
    ending = isFulfilled ? { kind: "fulfilled", lines } : { kind: "rejected", name, message, lines };
  };
  let script: Script;
  try {
    checkAsModule(`${prelude}\n${main}`);
    script = new Script(`"use strict"; (function ($report) {\n${prelude}\n;${main}\n;${NATIVE_END}\n})`, { filename: path });
  } catch (error) {
    return { kind: "refused", isSyntaxError: (error as Error).name === "SyntaxError", cause: "syntax", detail: String(error) };
  }
  // Microtasks run inside of the call, so that the limit is theirs, too.
  const realm = createContext({ console: { log: (line: unknown) => lines.push(String(line)) }, $report: report }, { microtaskMode: "afterEvaluate" });
  try {
    const given = realm as { $report: unknown; $start: unknown };
    given.$start = script.runInContext(realm);
    new Script("{ const start = $start, report = $report; delete globalThis.$start; delete globalThis.$report; start(report); }").runInContext(realm, { timeout: limitMs });
  } catch (error) {
    return { kind: "stopped", cause: "time limit", detail: String(error) };
  }
  return ending;
}

/** A workflow is a module, which reserves `await` as a name everywhere. Node tells only with --experimental-vm-modules. */
function checkAsModule(text: string): void {
  const { SourceTextModule } = vm as { SourceTextModule?: new (text: string) => unknown };
  if (SourceTextModule) new SourceTextModule(text);
}

/** `await` looks at no property that a case may have changed. */
const NATIVE_END = `(async () => {
  try { await main(); } catch (error) { $report(false, String(error?.name ?? error?.constructor?.name ?? typeof error), String(error?.message ?? error)); return; }
  $report(true);
})();`;
