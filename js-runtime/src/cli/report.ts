import { join, relative } from "node:path";
import type { CompileFailure } from "../compiler/index.js";
import type { BundleSizes } from "../compiler/sizes.js";

/** Packages that are named; the others are added up. */
const PACKAGES_SHOWN = 5;

/** Three to eight lines: the whole, its parts, and how long it took. */
export function sizeReport({ totalBytes, runtimeBytes, ownBytes, packages }: BundleSizes, tookMs: number): string {
  const shown = packages.slice(0, PACKAGES_SHOWN);
  const rest = packages.slice(PACKAGES_SHOWN);
  const rows: [string, number][] = [["runtime, tables", runtimeBytes], ["your code", ownBytes], ...shown.map(({ name, bytes }): [string, number] => [name, bytes])];
  if (rest.length > 0) rows.push([`${rest.length} other package${rest.length === 1 ? "" : "s"}`, rest.reduce((sum, { bytes }) => sum + bytes, 0)]);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [`bundle of ${kilobytes(totalBytes)} in ${Math.round(tookMs)} ms`, ...rows.map(([name, bytes]) => `  ${name.padEnd(width)}  ${kilobytes(bytes).padStart(9)}`)]
    .map((line) => `${line}\n`).join("");
}

/** Every error as `file:line:column: code: ...`, files relative to the working directory. */
export function failureReport({ errors, root }: CompileFailure): string {
  const lines = errors.map(({ file, line, column, message }) =>
    `${root === undefined ? file : relative(process.cwd(), join(root, file))}:${line}:${column}: ${message}\n`);
  return `${lines.join("")}${errors.length} error${errors.length === 1 ? "" : "s"}, nothing was written\n`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
