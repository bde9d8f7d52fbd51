import { describe, expect, it } from "vitest";
import { ByteReader } from "../../src/codec/byte-reader.js";
import { ByteWriter } from "../../src/codec/byte-writer.js";
import { readHeader, writeHeader } from "../../src/codec/header.js";
import { WorkflowError } from "../../src/errors.js";
import { graphs } from "./graphs.js";
import { headers } from "./headers.js";
import { read, write } from "./tables.js";

/** mulberry32: the same numbers for the same seed everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const seed = Number(process.env["SEED"] ?? 20_260_101);
const repeat = `repeat with SEED=${seed} npx vitest run test/codec/malformed.test.ts`;

/** Reads bytes that may mean anything. The only error allowed is ours. */
function readAnything(bytes: Uint8Array): void {
  try {
    read(bytes);
  } catch (error) {
    if (!(error instanceof WorkflowError) || !["codec/malformed-continuation", "codec/unknown-built-in"].includes(error.code)) {
      throw new Error(`${repeat}: ${String(error)} for ${Buffer.from(bytes).toString("hex")}`);
    }
  }
}

describe("malformed bodies", () => {
  it("are refused when they end too early, with the offset", () => {
    for (const graph of Object.values(graphs)) {
      const bytes = write(graph());
      for (let length = 0; length < bytes.length; length++) {
        expect(() => read(bytes.slice(0, length))).toThrow(/^codec\/malformed-continuation: byte \d+ of a continuation: /);
      }
    }
  });

  it("are refused when bytes follow", () => {
    expect(() => read(new Uint8Array([...write(1), 0]))).toThrow(/bytes after the end/);
  });

  it("never do more than fail, whatever byte is changed", () => {
    const next = random(seed);
    for (const graph of Object.values(graphs)) {
      const bytes = write(graph());
      for (let i = 0; i < 1500; i++) {
        const damaged = bytes.slice();
        for (let flips = 1 + Math.floor(next() * 3); flips > 0; flips--) damaged[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
        readAnything(damaged);
      }
    }
  });

  it("never do more than fail when they are random", () => {
    const next = random(seed + 1);
    for (let i = 0; i < 20_000; i++) {
      readAnything(Uint8Array.from({ length: 1 + Math.floor(next() * 40) }, () => Math.floor(next() * (i % 2 === 0 ? 256 : 50))));
    }
  });

  it.each([
    ["nested prototypes of closures", [24]], ["nested boxed values", [26, 1]], ["nested symbols", [23, 2]], ["nested scopes", [16, 64]], ["nested views", [28, 0, 2]],
  ])("do not nest without end: %s", (_name, unit) => {
    const bytes = new Uint8Array(unit.length * 200_000);
    for (let i = 0; i < bytes.length; i++) bytes[i] = unit[i % unit.length]!;
    expect(() => read(bytes)).toThrow(/codec\/malformed-continuation/);
  });

  it.each([
    ["a number in more bytes than it needs", [14, 0x81, 0x00], /overlong/],
    ["a number above 2^53 - 1", [4, 255, 255, 255, 255, 255, 255, 255, 255, 1], /2\^53/],
    ["a length beyond the bytes", [14, 0xff, 0xff, 0x03], /a count of 65535 with 0 bytes left/],
    ["an unknown tag", [31], /unknown tag 31/],
    ["a surrogate pair in two pieces", [7, 6, 0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80, 0], /surrogate pair/],
    ["overlong text", [7, 2, 0xc0, 0x80, 0], /WTF-8/],
    ["a symbol of an unknown kind", [23, 9, 0], /unknown symbol/],
    ["an object that does not exist", [9, 5], /no object of that number/],
  ])("are refused: %s", (_name, bytes, message) => {
    expect(() => read(Uint8Array.from(bytes))).toThrow(message);
  });
});

describe("headers", () => {
  const header = headers["mail"]!;

  it("are read as they were written", () => {
    const out = new ByteWriter();
    writeHeader(out, header);
    const input = new ByteReader(out.finish());
    expect(readHeader(input)).toEqual(header);
    expect(input.left).toBe(0);
  });

  it("of an end are refused with mail", () => {
    const out = new ByteWriter();
    writeHeader(out, { ...header, status: 1, openRefs: [] });
    expect(() => readHeader(new ByteReader(out.finish()))).toThrow(/an end with open refs or messages/);
  });

  it.each([["", "no name"], ["~9ix.1", "an id of ref()"]])("are refused with a message for %o, %s", (ref) => {
    const out = new ByteWriter();
    writeHeader(out, { ...header, mailbox: [{ ...header.mailbox[0]!, ref }] });
    expect(() => readHeader(new ByteReader(out.finish()))).toThrow(/codec\/malformed-continuation.*a message without the name of a ref/);
  });

  it("never do more than fail, whatever byte is changed", () => {
    const next = random(seed);
    const out = new ByteWriter();
    writeHeader(out, header);
    const bytes = out.finish();
    for (let i = 0; i < 5_000; i++) {
      const damaged = bytes.slice();
      damaged[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
      try {
        readHeader(new ByteReader(damaged));
      } catch (error) {
        if (!(error instanceof WorkflowError)) throw new Error(`${repeat}: ${String(error)} for ${Buffer.from(damaged).toString("hex")}`);
      }
    }
  });

  it("are refused when damaged", () => {
    const out = new ByteWriter();
    writeHeader(out, header);
    const bytes = out.finish();
    for (let length = 0; length < bytes.length; length++) expect(() => readHeader(new ByteReader(bytes.slice(0, length)))).toThrow(/codec\/malformed/);
    expect(() => readHeader(new ByteReader(Uint8Array.of(3, ...bytes.slice(1))))).toThrow(/format 3, this codec reads 1 and 2/);
    expect(() => readHeader(new ByteReader(Uint8Array.of(1, 9, ...bytes.slice(2))))).toThrow(/unknown status 9/);
  });
});
