import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { SourceMap } from "./5-emit/index.js";
import type { Located, SourcePosition } from "./errors.js";

/** Finds the source position of nodes of the bundled text. */
export class Locator {
  readonly #map: TraceMap;
  readonly #first: string;

  constructor(map: SourceMap) {
    this.#map = new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]);
    this.#first = map.sources.at(-1) ?? "<entry>";
  }

  at(node: Located): SourcePosition {
    const start = node.loc?.start;
    const found = start && originalPositionFor(this.#map, { line: start.line, column: start.column, bias: 1 });
    if (!found || found.source === null) return { file: this.#first, line: 1, column: 1 };
    return { file: found.source, line: found.line, column: found.column + 1 };
  }
}
