import { TraceMap, originalPositionFor } from "@jridgewell/trace-mapping";

/** Turns positions in a bundle into positions in the sources. */
export class StackMap {
  readonly #map: TraceMap;
  readonly #position: RegExp;

  /** @param name what stacks call the bundle */
  constructor(name: string, map: object) {
    this.#map = new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]);
    this.#position = new RegExp(`${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}:(\\d+):(\\d+)`);
  }

  /** Lines that belong to no source (the runtime's) are left out. */
  apply(stack: string): string {
    return stack.split("\n").map((line) => this.#line(line)).filter((line) => line !== undefined).join("\n");
  }

  #line(text: string): string | undefined {
    const found = this.#position.exec(text);
    if (found === null) return text;
    const { source, line, column } = originalPositionFor(this.#map, { line: Number(found[1]), column: Number(found[2]) - 1 });
    return source === null ? undefined : text.replace(this.#position, `${source}:${line}:${column + 1}`);
  }
}
