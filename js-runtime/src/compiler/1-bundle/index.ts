import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { build, type BuildFailure, type BuildOptions, type Message, type Plugin } from "esbuild";
import { CompileError, CompileFailure, type CompileProblem } from "../errors.js";
import type { SourceMap } from "../5-emit/index.js";
import { problems } from "../problems.js";
import { isConstantAssignment, throwingTargets } from "./constants.js";
import { BUILT_IN_MODULE, modules } from "./modules.js";
import { worldModules } from "./world.js";

/** Source text that is compiled instead of a file; imports are resolved from `directory`. */
export interface VirtualEntry {
  readonly contents: string;
  readonly directory: string;
  /** Name for positions, such as `input.ts`; its ending tells the language: JavaScript for `.js`, else TypeScript. */
  readonly name: string;
}

export interface Bundled {
  /** One ECMAScript module; the only imports left are those of kafka-workflow. */
  readonly code: string;
  /** To the sources, whose names are relative to `root`. */
  readonly map: SourceMap;
  readonly root: string;
  readonly warnings: readonly string[];
  /** Absolute paths of the sources outside of `node_modules`. */
  readonly inputs: readonly string[];
}

/** Phase 1: one module out of the entry and all that it imports, in the syntax that the later phases know. */
export async function bundle(entry: string | VirtualEntry): Promise<Bundled> {
  const root = typeof entry === "string" ? packageRoot(resolve(entry)) : entry.directory;
  try {
    return await bundleOnce(entry, root, []);
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    if (!error.errors.every(isConstantAssignment)) throw new CompileFailure(error.errors.map(toCompileError));
    return await bundleOnce(entry, root, error.errors);
  }
}

/** @param constants the assignments to constants that a first try found; they become warnings */
async function bundleOnce(entry: string | VirtualEntry, root: string, constants: readonly Message[]): Promise<Bundled> {
  const inFile = (file: string): Message[] => constants.filter(({ location }) => location!.file === file);
  const from: BuildOptions = typeof entry === "string" ? { entryPoints: [resolve(entry)] } : {
    stdin: {
      contents: throwingTargets(entry.contents, entry.name, inFile(entry.name)), resolveDir: entry.directory, sourcefile: entry.name,
      loader: entry.name.endsWith(".js") ? "js" : "ts",
    },
  };
  const result = await build({
    ...from, ...SETTINGS, absWorkingDir: root, outfile: join(root, "bundle.js"), write: false,
    external: [], plugins: constants.length === 0 ? [modules] : [modules, rewriting(root, inFile)], inject: [...worldModules],
  });
  const file = (suffix: string): string => result.outputFiles!.find(({ path }) => basename(path) === `bundle.js${suffix}`)!.text;
  return {
    code: file(""), map: JSON.parse(file(".map")) as SourceMap, root,
    warnings: [...constants.map((one) => `${warningText(one)}; it throws a TypeError when it runs`), ...result.warnings.map(warningText)],
    inputs: Object.keys(result.metafile!.inputs).filter((path) => !/(^|\/)node_modules\//.test(path)).map((path) => join(root, path)),
  };
}

/** Loads the files that have assignments to constants with other text. */
function rewriting(root: string, inFile: (file: string) => readonly Message[]): Plugin {
  return {
    name: "constants",
    setup(esbuild) {
      esbuild.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: "file" }, ({ path }) => {
        const found = inFile(relative(root, path).split(sep).join("/"));
        if (found.length === 0) return undefined;
        return { contents: throwingTargets(readFileSync(path, "utf8"), path, found), loader: "default" };
      });
    },
  };
}

/** Async functions, generators and `for await` stay: esbuild's helpers for them are closures. The rest that is listed it lowers well. */
const SETTINGS: BuildOptions = {
  bundle: true, format: "esm", platform: "neutral", target: "es2022", charset: "utf8", treeShaking: true,
  // Of a package's builds the one for browsers does without Node.
  mainFields: ["browser", "module", "main"], conditions: ["browser", "import", "module", "default"], sourcemap: "external", sourcesContent: true, legalComments: "none", metafile: true, logLevel: "silent",
  // What libraries ask a bundler for; everything else of `process` is missing, as it is in a browser.
  define: { "process.env.NODE_ENV": '"production"' },
  supported: {
    "async-await": true, "async-generator": true, "for-await": true, "generator": true,
    "optional-chain": false, "logical-assignment": false, "using": false, "decorators": false, "regexp-match-indices": true, "regexp-set-notation": true,
  },
};

/** The directory that source names are relative to, so that a bundle does not depend on where the project lies. */
export function packageRoot(entry: string): string {
  for (let directory = dirname(entry); ; directory = dirname(directory)) {
    if (existsSync(join(directory, "package.json"))) return directory;
    if (dirname(directory) === directory) return dirname(entry);
  }
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

function toCompileError({ text, location, notes }: Message): CompileError {
  const at = location ? { file: location.file, line: location.line, column: location.column + 1 } : { file: "<entry>", line: 1, column: 1 };
  return new CompileError(problemOf(text, notes.map((note) => note.text)), at);
}

function problemOf(text: string, notes: readonly string[]): CompileProblem {
  if (text.startsWith(BUILT_IN_MODULE)) {
    return {
      code: "compile/built-in-module", what: `\`${text.slice(BUILT_IN_MODULE.length)}\` is not there: workflow code has no file, network or process access`,
      help: "send a record with `output` to a service that does it, and await its answer with a `ref`",
    };
  }
  const hint = notes[0] ?? "";
  if (/^Could not resolve/.test(text)) return { code: "compile/unresolved-import", what: text, help: hint || "check the path, or install the package" };
  if (/top-level await/i.test(text)) return problems.topLevelAwait();
  if (/^With statements cannot be used/.test(text)) return problems.with();
  return { code: "compile/syntax", what: text, help: hint || "correct the source; the TypeScript compiler may say more" };
}

function warningText({ text, location }: Message): string {
  return location ? `${location.file}:${location.line}:${location.column + 1}: warning: ${text}` : `warning: ${text}`;
}
