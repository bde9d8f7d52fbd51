import { describe, expect, it } from "vitest";
import { roundTrip, write } from "./tables.js";

describe("primitives", () => {
  const numbers = [0, -0, 1, 15, 16, 127, 128, -1, -129, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 53, 1.5, NaN, Infinity, -Infinity, 5e-324];
  it.each([undefined, null, true, false, ...numbers])("keeps %s", (value) => {
    expect(Object.is(roundTrip(value), value)).toBe(true);
  });

  it.each([0n, 1n, -1n, 255n, 256n, -(2n ** 64n), 2n ** 521n - 1n])("keeps the bigint %s", (value) => {
    expect(roundTrip(value)).toBe(value);
  });

  it("writes small integers as one byte", () => {
    // root array (tag, length), no changed module objects, then the element
    expect([...write(7)]).toEqual([14, 1, 0, 39]);
  });

  it("writes every NaN with the same bits", () => {
    const other = new Float64Array(new BigUint64Array([0xfff8000000000001n]).buffer)[0]!;
    expect(write(other)).toEqual(write(NaN));
  });
});
