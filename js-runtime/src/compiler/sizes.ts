import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
import type { SourceMap } from "./5-emit/index.js";

/** Where the bytes of a bundle come from. */
export interface BundleSizes {
  readonly totalBytes: number;
  /** The runtime and the position table. */
  readonly runtimeBytes: number;
  /** Compiled sources that belong to no package. */
  readonly ownBytes: number;
  /** Compiled packages, largest first. */
  readonly packages: readonly { readonly name: string; readonly bytes: number }[];
}

/** Divides a bundle by its source map; code that the compiler made up counts for the source before it. */
export function bundleSizes(code: string, map: SourceMap): BundleSizes {
  const lines = code.split("\n");
  const mappings = decodedMappings(new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]));
  const bySource = new Map<number, number>();
  let mapped = 0;
  let current: number | undefined;
  for (const [i, line] of lines.entries()) {
    let column = 0;
    const count = (end: number, isLast: boolean): void => {
      const bytes = Buffer.byteLength(line.slice(column, end)) + (isLast ? 1 : 0);
      column = end;
      if (current === undefined) return;
      bySource.set(current, (bySource.get(current) ?? 0) + bytes);
      mapped += bytes;
    };
    for (const segment of mappings[i] ?? []) {
      count(segment[0], false);
      if (segment.length > 1) current = segment[1];
    }
    count(line.length, true);
  }
  const byPackage = new Map<string, number>();
  for (const [source, bytes] of bySource) {
    const name = packageOf(map.sources[source] ?? "");
    byPackage.set(name, (byPackage.get(name) ?? 0) + bytes);
  }
  const totalBytes = Buffer.byteLength(code);
  const ownBytes = byPackage.get("") ?? 0;
  byPackage.delete("");
  const packages = [...byPackage].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
  return { totalBytes, runtimeBytes: totalBytes - mapped, ownBytes, packages };
}

/** The package that a source lies in, by its innermost node_modules; empty for one of the project's own. */
function packageOf(source: string): string {
  const path = source.split("node_modules/").at(-1)!;
  if (path === source) return "";
  const [first, second] = path.split("/");
  return first!.startsWith("@") ? `${first}/${second}` : first!;
}
