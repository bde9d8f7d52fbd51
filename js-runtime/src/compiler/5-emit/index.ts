import { createHash } from "node:crypto";
import { generate } from "@babel/generator";
import * as t from "@babel/types";
import { ABI_VERSION } from "../../abi.js";
import type { Names } from "../names.js";

/** A source map, version 3. */
export interface SourceMap {
  version: number;
  file?: string | undefined;
  sourceRoot?: string | undefined;
  sources: (string | null)[];
  sourcesContent?: (string | null)[] | undefined;
  names: string[];
  mappings: string;
}

export interface Emitted {
  readonly code: string;
  readonly map: SourceMap;
  /** SHA-256 of the code as UTF-8, hexadecimal. */
  readonly bundleId: string;
}

export interface EmitInput {
  readonly statements: t.Statement[];
  readonly positions: string;
  /** The runtime as one expression. */
  readonly runtime: string;
  readonly names: Names;
  /** From the parsed text to the TypeScript sources. */
  readonly inputMap: SourceMap | undefined;
  /** Base name of the file that the bundle is written to. */
  readonly fileName: string;
  readonly minify: boolean;
}

/** Phase 5: the text of the bundle, its source map and its id. */
export function emit({ statements, positions, runtime, names, inputMap, fileName, minify }: EmitInput): Emitted {
  const program = t.file(t.program(statements, [], "script"));
  const generated = generate(program, {
    sourceMaps: true, sourceFileName: "bundle.js", comments: false, compact: minify, jsescOption: { minimal: true },
    ...(inputMap ? { inputSourceMap: inputMap as object } : {}),
  } as Parameters<typeof generate>[1]);
  // The program has a function of its own: a module-level `Map` or `Set` of its must not hide the built-in from the runtime.
  const prefix = `(function () { "use strict";\nconst ${names.abi} = ${runtime.trim()};\nreturn (function () {\n`
    + `${names.abi}.begin({ abi: ${ABI_VERSION}, positions: ${JSON.stringify(positions)} });\n`;
  const code = `${prefix}${generated.code}\n})()\n})()\n//# sourceMappingURL=${fileName}.map\n`;
  const map = generated.map as unknown as SourceMap;
  const shifted: SourceMap = {
    version: 3, file: fileName, sources: map.sources, sourcesContent: map.sourcesContent, names: map.names,
    mappings: ";".repeat(prefix.split("\n").length - 1) + map.mappings,
  };
  return { code, map: shifted, bundleId: createHash("sha256").update(code, "utf8").digest("hex") };
}
