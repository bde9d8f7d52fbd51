import type { Case } from "./case.js";

export const MODES = ["native", "compiled", "reload"] as const;
/** On Node as it is; compiled; compiled and saved and loaded between any two microtasks. */
export type Mode = (typeof MODES)[number];

/** Whether a case passed in one mode; `cause` groups cases that fail for one reason, `detail` is the message. */
export type Verdict = { readonly passed: true } | { readonly passed: false; readonly cause: string; readonly detail: string };

export interface Result {
  readonly path: string;
  /** The modes that were played: none for a case outside, only `native` for one that fails there. */
  readonly verdicts: Readonly<Partial<Record<Mode, Verdict>>>;
}

/** How a play of a case ended. */
export type Ending =
  | { readonly kind: "refused"; readonly isSyntaxError: boolean; readonly cause: string; readonly detail: string }
  | { readonly kind: "stopped"; readonly cause: string; readonly detail: string }
  | { readonly kind: "fulfilled"; readonly lines: readonly string[] }
  | { readonly kind: "rejected"; readonly name: string; readonly message: string; readonly lines: readonly string[] };

/** What test262 says of an ending: INTERPRETING.md, "negative" and "async". */
export function judge({ frontmatter }: Case, ending: Ending): Verdict {
  const { negative, flags } = frontmatter;
  if (ending.kind === "refused" && negative?.phase === "parse" && ending.isSyntaxError) return { passed: true };
  if (ending.kind === "refused" || ending.kind === "stopped") return { passed: false, cause: ending.cause, detail: ending.detail };
  if (negative?.phase === "parse") return failed("accepted although it is a syntax error", negative.type);
  if (negative) {
    if (ending.kind === "rejected" && ending.name === negative.type) return { passed: true };
    return failed("did not throw the error it must", ending.kind === "rejected" ? `${ending.name}: ${ending.message}` : "nothing thrown");
  }
  if (ending.kind === "rejected") return failed(`throws ${ending.name}: ${ending.message}`, `${ending.name}: ${ending.message}`);
  if (!flags.includes("async")) return { passed: true };
  const failure = ending.lines.find((line) => line.startsWith("Test262:AsyncTestFailure:"));
  if (failure !== undefined) return failed(failure.slice("Test262:AsyncTestFailure:".length), failure);
  return ending.lines.includes("Test262:AsyncTestComplete") ? { passed: true } : failed("$DONE was not called", "");
}

/** `message` with what differs from case to case taken out. */
function failed(message: string, detail: string): Verdict {
  const cause = message.split("\n")[0]!.replace(/«[^»]*»/g, "«…»").replace(/`[^`]*`/g, "`…`").replace(/"[^"]*"/g, '"…"').replace(/\b\d+/g, "0").slice(0, 120);
  return { passed: false, cause, detail: detail.slice(0, 400) };
}
