import { readFile, writeFile, mkdir } from "node:fs/promises";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "@babel/parser";
import type * as t from "@babel/types";
import { bundle, packageRoot, type Bundled, type VirtualEntry } from "./1-bundle/index.js";
import { API_NAMES } from "./1-bundle/modules.js";
import { analyze } from "./2-analyze/index.js";
import type { Analysis } from "./2-analyze/model.js";
import { convert } from "./3-convert/index.js";
import { lower } from "./4-lower/index.js";
import { emit, type Emitted, type SourceMap } from "./5-emit/index.js";
import { positionsText } from "./5-emit/positions.js";
import { programStatements } from "./5-emit/program.js";
import { findUnsaveable } from "./captures.js";
import { CompileFailure, Problems } from "./errors.js";
import { Locator } from "./locate.js";
import { findMissing } from "./missing.js";
import { problems as problem } from "./problems.js";

export type { VirtualEntry } from "./1-bundle/index.js";
export type { SourceMap } from "./5-emit/index.js";
export { type CompileCode, CompileError, CompileFailure, type SourcePosition } from "./errors.js";

/** What to build, and where to. */
export interface BuildOptions {
  /** Path of the entry module, or its text. */
  readonly entry: string | VirtualEntry;
  /** Where to write the bundle; its source map goes beside it, with `.map` appended. Omit to write nothing. */
  readonly outfile?: string;
  /** Leave out white space. Names stay: `name` of functions and stack traces show them. */
  readonly minify?: boolean;
}

/** A bundle in memory; `outfile` says where else it is. */
export interface BuildResult {
  readonly code: string;
  readonly map: SourceMap;
  /** SHA-256 of the code as UTF-8, hexadecimal. */
  readonly bundleId: string;
  /** One line each, beginning with `file:line:column`. */
  readonly warnings: readonly string[];
  /** Absolute paths of the files that were read, outside of `node_modules`. */
  readonly inputs: readonly string[];
}

/**
 * Builds a bundle: one script that holds the entry module, all that it imports, and the runtime. Equal sources and an equal
 * compiler give equal bytes.
 *
 * @throws CompileFailure with every error found; nothing is written then.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  try {
    return await buildOnce(options);
  } catch (error) {
    if (error instanceof CompileFailure && typeof options.entry === "string") error.root = packageRoot(resolve(options.entry));
    throw error;
  }
}

async function buildOnce({ entry, outfile, minify = false }: BuildOptions): Promise<BuildResult> {
  const bundled = await bundle(entry);
  const target = outfile === undefined ? undefined : resolve(outfile);
  const compiled = compile(bundled, await readFile(RUNTIME_FILE, "utf8"), target ? basename(target) : "index.js", minify);
  const { code, map, bundleId } = compiled;
  const { inputs } = bundled;
  const warnings = [...bundled.warnings, ...compiled.warnings];
  if (target) {
    const sourceRoot = relative(dirname(target), bundled.root).split(sep).join("/");
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
    await writeFile(`${target}.map`, JSON.stringify({ ...map, sourceRoot }));
    return { code, map: { ...map, sourceRoot }, bundleId, warnings, inputs };
  }
  return { code, map, bundleId, warnings, inputs };
}

/** The runtime as one expression; the package's build makes it. The path is the same from src/compiler and dist/compiler. */
const RUNTIME_FILE = fileURLToPath(new URL("../../dist/runtime.js", import.meta.url));

/** What becomes of one module. */
export interface Compiled extends Emitted {
  /** As in `BuildResult`. */
  readonly warnings: readonly string[];
}

/** Phases 2 to 5, on text that is one module already. */
export function compile(bundled: Pick<Bundled, "code" | "map">, runtime: string, fileName: string, minify = false): Compiled {
  const locator = new Locator(bundled.map);
  const problems = new Problems((node) => locator.at(node));
  const { program } = parse(bundled.code, { sourceType: "module", attachComment: false });
  const { analysis, names } = analyze(program, problems);
  checkModule(analysis, problems);
  problems.check();
  const missing = findMissing(analysis, (node) => locator.at(node));
  const unsaveable = findUnsaveable(analysis);
  const converted = convert(analysis, names, problems);
  if (!converted.exports.has("default") && !converted.exports.has("main")) problems.report(problem.noMain(), program);
  problems.check();
  const frames = lower(converted, names);
  const emitted = emit({
    statements: programStatements(analysis, converted, frames, names),
    positions: positionsText(analysis, frames, (node) => locator.at(node)),
    runtime, names, inputMap: bundled.map, fileName, minify,
  });
  return { ...emitted, warnings: [...missing, ...unsaveable(frames, (node) => locator.at(node))] };
}

/** What is imported from kafka-workflow must exist. */
function checkModule({ program, variableOf }: Analysis, problems: Problems): void {
  for (const node of program.body) {
    if (node.type !== "ImportDeclaration") continue;
    for (const specifier of node.specifiers) {
      const { imported } = variableOf.get(specifier.local)!;
      if (imported !== "*" && !API_NAMES.has(imported!)) problems.report(problem.unknownApi(imported!), specifier satisfies t.Node);
    }
  }
}
