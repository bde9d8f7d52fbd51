import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { graphs } from "../codec/graphs.js";
import { read, write } from "../codec/tables.js";

const folder = new URL("v1/", import.meta.url);

// Golden files are made once, when their graph is new: GOLDEN=new npx vitest run test/golden. A released file is never made again.
if (process.env["GOLDEN"] === "new") {
  const known = readdirSync(folder);
  for (const [name, graph] of Object.entries(graphs)) {
    if (!known.includes(`${name}.bin`)) writeFileSync(new URL(`${name}.bin`, folder), write(graph()));
  }
}

describe("golden files of format 1", () => {
  it("exist for every graph, and no others", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(graphs).map((name) => `${name}.bin`).sort());
  });

  it.each(Object.keys(graphs))("%s: is read, and written again with equal bytes", (name) => {
    const golden = new Uint8Array(readFileSync(new URL(`${name}.bin`, folder)));
    expect(write(read(golden))).toEqual(golden);
    expect(write(graphs[name]!())).toEqual(golden);
  });
});
