import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ByteReader } from "../../src/codec/byte-reader.js";
import { ByteWriter } from "../../src/codec/byte-writer.js";
import { type Header, readHeader, writeHeader } from "../../src/codec/header.js";
import { headers } from "../codec/headers.js";

const folder = new URL("v1-headers/", import.meta.url);

function written(header: Header): Uint8Array {
  const out = new ByteWriter();
  writeHeader(out, header);
  return out.finish();
}

// Made once, as those of golden.test.ts. The engine's tests read and write the same files.
if (process.env["GOLDEN"] === "new") {
  const known = readdirSync(folder);
  for (const [name, header] of Object.entries(headers)) {
    if (!known.includes(`${name}.bin`)) writeFileSync(new URL(`${name}.bin`, folder), written(header));
  }
}

describe("golden headers of formats 1 and 2", () => {
  it("exist for every header, and no others", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(headers).map((name) => `${name}.bin`).sort());
  });

  it.each(Object.keys(headers))("%s: is read, and written again with equal bytes", (name) => {
    const golden = new Uint8Array(readFileSync(new URL(`${name}.bin`, folder)));
    const input = new ByteReader(golden);
    expect(readHeader(input)).toEqual(headers[name]);
    expect(input.left).toBe(0);
    expect(written(headers[name]!)).toEqual(golden);
  });

  it("without mail spend one byte on the mailbox", () => {
    expect(written(headers["waiting"]!).at(-1)).toBe(0);
    expect(written({ ...headers["mail"]!, mailbox: [] })).toEqual(written(headers["waiting"]!));
  });
});
