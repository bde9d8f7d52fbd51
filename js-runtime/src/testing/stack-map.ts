import { TraceMap, originalPositionFor } from "@jridgewell/trace-mapping";

/** What an engine calls `run` of a frame: the async function's name, behind the frame's type. */
const FRAME_NAME = /^(?:FrameBase|\w*GeneratorFrame|\$_*F\d+)\.(.*?)(?: \[as run\])?$/;
/** The runtime's function that starts an async call, called by what the compiler put in the async function's place. */
const START = /^(?:[\w$]+\.)?start\d*(?: \[as start\])?$/;

/** Turns positions in a bundle into positions in the sources. */
export class StackMap {
  readonly #map: TraceMap;
  readonly #line: RegExp;

  /** @param name what stacks call the bundle */
  constructor(name: string, map: object) {
    // Sources are named as the bundle's position table names them: from the root of the package.
    this.#map = new TraceMap({ ...map, sourceRoot: undefined } as ConstructorParameters<typeof TraceMap>[0]);
    this.#line = new RegExp(`^ +at (?:(.*) \\()?${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}:(\\d+):(\\d+)\\)?$`);
  }

  /** Lines that belong to no source (the runtime's, and what the compiler made up) are left out. */
  apply(stack: string): string {
    const mapped: string[] = [];
    let isStarting = false;
    for (const text of stack.split("\n")) {
      const found = this.#line.exec(text);
      if (found === null) {
        mapped.push(text);
        continue;
      }
      const name = found[1] ?? "";
      const at = this.#original(found);
      if (at !== undefined && !isStarting) mapped.push(lineOf(name, at));
      isStarting = at === undefined && START.test(name);
    }
    return mapped.join("\n");
  }

  #original(found: RegExpExecArray): string | undefined {
    const { source, line, column } = originalPositionFor(this.#map, { line: Number(found[2]), column: Number(found[3]) - 1 });
    return source === null ? undefined : `${source}:${line}:${column + 1}`;
  }
}

function lineOf(name: string, at: string): string {
  const own = FRAME_NAME.exec(name)?.[1] ?? name;
  return own === "" || own === "run" ? `    at ${at}` : `    at ${own} (${at})`;
}
