import { directoryOf } from "./directories.js";
import { MODES, type Mode, type Result, type Verdict } from "./verdict.js";

/** One line of the table: files seen, and how many passed in each mode. */
export interface Row {
  files: number;
  readonly passed: Record<Mode, number>;
}

/**
 * Counts by directory, then all, then those that make no code from strings. The cases that count are those that pass natively.
 */
export function rowsOf(results: readonly Result[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  const total = emptyRow();
  const written = emptyRow();
  for (const { path, verdicts } of results) {
    const directory = directoryOf(path);
    let row = rows.get(directory);
    if (!row) rows.set(directory, row = emptyRow());
    for (const one of verdicts.compiled && makesCode(verdicts.compiled) ? [row, total] : [row, total, written]) {
      one.files++;
      for (const mode of MODES) if (verdicts[mode]?.passed) one.passed[mode]++;
    }
  }
  return new Map([...[...rows].sort(([a], [b]) => (a < b ? -1 : 1)), ["total", total], ["total without `eval` and `Function`", written]]);
}

/** What workflow code cannot do, and is refused by name. */
function makesCode(verdict: Verdict): boolean {
  return !verdict.passed && /^compile\/eval|^compile\/function-constructor|EvalError/.test(verdict.cause);
}

function emptyRow(): Row {
  return { files: 0, passed: { native: 0, compiled: 0, reload: 0 } };
}

/** The table as Markdown. */
export function tableText(results: readonly Result[], mode: Mode): string {
  const shown = MODES.slice(1, MODES.indexOf(mode) + 1);
  const lines = [...rowsOf(results)].map(([directory, { files, passed }]) =>
    `| ${directory} | ${files} | ${passed.native} | ${shown.map((one) => `${passed[one]} | ${percent(passed[one], passed.native)} | `).join("")}`.trimEnd());
  const heads = shown.map((one) => ` ${one} | % |`).join("");
  return [`| directory | files | native |${heads}`, `| --- | --- | --- |${shown.map(() => " --- | --- |").join("")}`, ...lines].join("\n");
}

/** Rounded down: 99.99 % is not all. */
function percent(part: number, whole: number): string {
  return whole === 0 ? "" : (Math.floor((part / whole) * 10_000) / 100).toFixed(2);
}

/** The causes of what fails in `mode`, most cases first, with up to `examples` paths each. */
export function causesText(results: readonly Result[], mode: Mode, examples: number): string {
  const causes = new Map<string, string[]>();
  for (const { path, verdicts } of results) {
    const verdict = verdicts[mode];
    if (verdict === undefined || verdict.passed) continue;
    const paths = causes.get(verdict.cause);
    if (paths) paths.push(path);
    else causes.set(verdict.cause, [path]);
  }
  return [...causes].sort(([, a], [, b]) => b.length - a.length)
    .map(([cause, paths]) => `${String(paths.length).padStart(6)}  ${cause}${paths.slice(0, examples).map((path) => `\n          ${path}`).join("")}`).join("\n");
}
