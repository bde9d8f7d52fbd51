import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";
import { RUNTIME_FILE } from "../../scripts/bundle-runtime.mjs";
import { FIRST_PROGRAM_LAYOUT, type HostInterface } from "../../src/abi.js";
import { Tag } from "../../src/codec/tags.js";
import { Functions, Layouts } from "../../src/runtime/layouts.js";
import { KindFinder, type Kinds } from "./kinds.js";

const folder = new URL("threads-v1/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".bin"));
const text = readFileSync(new URL("bundle.js", folder), "utf8").replace("const $ = /*RUNTIME*/", () => `const $ = ${readFileSync(RUNTIME_FILE, "utf8").trim()}`);

/** The bundle in a realm of its own. */
function evaluate(): { host: HostInterface; graphs: Record<string, (host: HostInterface) => object> } {
  const realm = createContext({});
  const host = runInContext(text, realm, { filename: "bundle.js" }) as HostInterface;
  return { host, graphs: (realm as { golden: Record<string, (host: HostInterface) => object> }).golden };
}

const { host, graphs } = evaluate();
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`${name}.bin`, folder)));

// As in golden.test.ts: GOLDEN=new npx vitest run test/golden. A released file is never made again.
if (process.env["GOLDEN"] === "new") {
  for (const [name, graph] of Object.entries(graphs)) {
    if (!files.includes(`${name}.bin`)) writeFileSync(new URL(`${name}.bin`, folder), host.save(graph(host)));
  }
}

describe("golden threads of format 1", () => {
  it("exist for every graph, and no others", () => {
    expect(readdirSync(folder).filter((name) => name.endsWith(".bin")).sort()).toEqual(Object.keys(graphs).map((name) => `${name}.bin`).sort());
  });

  it.each(Object.keys(graphs))("%s: is read, and written again with equal bytes", (name) => {
    const golden = bytesOf(name);
    const { host: reader } = evaluate();
    expect(Uint8Array.from(reader.save(reader.load(golden)))).toEqual(golden);
    expect(Uint8Array.from(host.save(graphs[name]!(host)))).toEqual(golden);
  });
});

describe("golden threads hold every kind of the format", () => {
  const found: Kinds = { tags: new Set(), layouts: new Set(), functions: new Set() };
  beforeAll(() => {
    for (const name of Object.keys(graphs)) new KindFinder(bytesOf(name), host.layouts, found).find();
  });
  const missing = (wanted: readonly (readonly [name: string, number: number])[], known: ReadonlySet<number>): string[] =>
    wanted.filter(([, number]) => !known.has(number)).map(([name]) => name);

  it("every tag", () => {
    expect(missing(Object.entries(Tag), found.tags)).toEqual([]);
  });

  it("every closure of the runtime", () => {
    expect(missing(Object.entries(Functions), found.functions)).toEqual([]);
  });

  it("every layout of the runtime, in each of its states", () => {
    const states = Object.entries(Layouts).flatMap(([name, id]) => {
      const variants = host.layouts[id]!.variants?.map((_, n) => n) ?? KINDS[name] ?? [undefined];
      return variants.map((state) => (state === undefined ? [name, `${id}`] : [`${name} ${state}`, `${id}:${state}`]) as [string, string]);
    });
    expect(states.filter(([, key]) => !found.layouts.has(key)).map(([name]) => name)).toEqual([]);
  });

  it("and the runtime has no other layouts", () => {
    expect(host.layouts.flatMap((layout, id) => (layout !== undefined && id < FIRST_PROGRAM_LAYOUT ? [id] : [])).sort()).toEqual(Object.values(Layouts).sort());
  });
});

/** Layouts without variants whose first field is a kind: `Promise.all` to `race`; async, sync and closing iterators. */
const KINDS: Record<string, number[]> = { combinator: [0, 1, 2, 3], asyncCursor: [0, 1, 2] };
