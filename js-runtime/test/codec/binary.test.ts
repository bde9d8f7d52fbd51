import { describe, expect, it } from "vitest";
import { roundTrip, write } from "./tables.js";

describe("buffers and views", () => {
  it("keep bytes, element types, offsets and a shared buffer", () => {
    const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]).buffer;
    const views = [new Uint8Array(buffer, 3, 2), new Float64Array(buffer, 8), new BigInt64Array(buffer), new DataView(buffer, 1, 5), new Uint8ClampedArray(0)];
    const copies = roundTrip(views);
    copies.forEach((copy, i) => {
      expect(copy.constructor).toBe(views[i]!.constructor);
      expect([copy.byteOffset, copy.byteLength]).toEqual([views[i]!.byteOffset, views[i]!.byteLength]);
    });
    expect(copies[0]!.buffer).toBe(copies[3]!.buffer);
    expect([...(copies[0] as Uint8Array)]).toEqual([4, 5]);
  });

  it("keep extra properties of a typed array", () => {
    expect(roundTrip(Object.assign(new Uint8Array([1]), { label: "x" })).label).toBe("x");
  });

  it("refuse resizable buffers", () => {
    const buffer = Reflect.construct(ArrayBuffer, [1, { maxByteLength: 8 }]) as ArrayBuffer;
    expect(() => write(buffer)).toThrow(/a resizable ArrayBuffer/);
  });
});
