/** A place in a source file; line and column count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a compile error says besides its place. `help` names a way out. */
export interface CompileProblem {
  readonly code: CompileCode;
  readonly what: string;
  readonly help: string;
}

/** Every code of the compiler. Each has a heading in messages/compile.md. */
export type CompileCode =
  | "compile/syntax" | "compile/unresolved-import" | "compile/built-in-module" | "compile/with" | "compile/dynamic-import"
  | "compile/no-main" | "compile/unknown-api" | "compile/top-level-await" | "compile/eval" | "compile/function-constructor"
  | "compile/super"
  | "compile/reexport" | "compile/parameter-redeclared" | "compile/unsupported-syntax";

/** Codes of warnings, which stand in their text. They have headings there, too. */
export type WarningCode = "compile/unsaveable-capture" | "compile/missing-global";

/** One thing that the compiler refuses, at one place. */
export class CompileError extends Error {
  readonly code: CompileCode;
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(problem: CompileProblem, at: SourcePosition) {
    super(`${problem.code}: ${problem.what}\n  at    ${at.file}:${at.line}:${at.column}\n  then  no bundle is written\n  help  ${problem.help}`);
    this.name = "CompileError";
    this.code = problem.code;
    this.file = at.file;
    this.line = at.line;
    this.column = at.column;
  }
}

/** Thrown by `build` and `compile`: all errors that were found, in source order, never empty. */
export class CompileFailure extends Error {
  readonly errors: readonly CompileError[];
  /** The directory that the files of the errors are relative to, when the entry was a file. */
  root: string | undefined;

  constructor(errors: readonly CompileError[]) {
    super(errors.map((error) => error.message).join("\n"));
    this.name = "CompileFailure";
    this.errors = errors;
  }
}

/** Collects problems so that one run of the compiler reports all of them. */
export class Problems {
  readonly #found: { problem: CompileProblem; offset: number; at: SourcePosition }[] = [];
  readonly #locate: (node: Located) => SourcePosition;

  constructor(locate: (node: Located) => SourcePosition) {
    this.#locate = locate;
  }

  report(problem: CompileProblem, node: Located): void {
    const at = this.#locate(node);
    const known = this.#found.some((other) => other.problem.code === problem.code && other.at.file === at.file
      && other.at.line === at.line && other.at.column === at.column);
    if (!known) this.#found.push({ problem, offset: node.start ?? 0, at });
  }

  /** Throws `CompileFailure` when anything was reported. */
  check(): void {
    if (this.#found.length === 0) return;
    this.#found.sort((a, b) => a.offset - b.offset);
    throw new CompileFailure(this.#found.map(({ problem, at }) => new CompileError(problem, at)));
  }
}

/** What the parser says of a node's place in the bundled text. Column counts from 0 here. */
export interface Located {
  readonly start?: number | null | undefined;
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } } | null | undefined;
}
