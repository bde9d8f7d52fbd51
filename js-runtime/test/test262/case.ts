import { readFileSync } from "node:fs";
import { parse } from "@babel/parser";
import { type Frontmatter, frontmatterOf } from "./frontmatter.js";

/** Where awaits are put into a case that is wrapped: around it, or before each of its statements as well. */
export type Awaits = "ends" | "statements";

/** A case of test262 as the body of an async function. */
export interface Case {
  /** Relative to test/ of the checkout. */
  readonly path: string;
  readonly frontmatter: Frontmatter;
  /** The harness, at module level. */
  readonly prelude: string;
  /** `async function main() { ... }` */
  readonly main: string;
}

/** Reads case files of one checkout. */
export class Cases {
  readonly #harness = new Map<string, string>();

  constructor(readonly checkout: string, readonly awaits: Awaits) {}

  /** @returns undefined for cases that have no meaning as strict code in a function: see `isOutside` */
  read(path: string): Case | undefined {
    const text = readFileSync(`${this.checkout}/test/${path}`, "utf8");
    const frontmatter = frontmatterOf(text);
    if (isOutside(frontmatter)) return undefined;
    const isAsync = frontmatter.flags.includes("async");
    const files = ["assert.js", "sta.js", ...(isAsync ? ["doneprintHandle.js"] : []), ...frontmatter.includes];
    const prelude = ["const print = (line) => { console.log(line); };", ...[...new Set(files)].map((file) => this.#harnessFile(file))];
    // asyncHelpers.js looks for it there.
    if (isAsync) prelude.push('Object.defineProperty(globalThis, "$DONE", { value: $DONE, configurable: true });');
    return { path, frontmatter, prelude: prelude.join("\n"), main: wrap(text, this.awaits) };
  }

  #harnessFile(name: string): string {
    let text = this.#harness.get(name);
    if (text === undefined) {
      text = readFileSync(`${this.checkout}/harness/${name}`, "utf8");
      this.#harness.set(name, text);
    }
    return text;
  }
}

/** Compiled code is strict, and an async function holds the case: neither sloppy nor untouched text can be played. */
function isOutside({ flags, negative }: Frontmatter): boolean {
  return flags.includes("noStrict") || flags.includes("raw") || negative?.phase === "resolution";
}

function wrap(text: string, awaits: Awaits): string {
  const body = awaits === "statements" ? awaitsBetween(text) : text;
  return `async function main() {\nawait 0;\n${body}\nawait 0;\n}`;
}

/** Puts an await before each statement of the case. Text that does not parse stays as it is: the case is about that. */
function awaitsBetween(text: string): string {
  let starts: number[];
  try {
    const { program } = parse(text, { sourceType: "script", strictMode: true, allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true });
    starts = program.body.filter((node) => node.type !== "FunctionDeclaration").map((node) => node.start!);
  } catch {
    return text;
  }
  let result = text;
  for (const start of starts.reverse()) result = `${result.slice(0, start)}await 0; ${result.slice(start)}`;
  return result;
}
