import { describe, expect, it } from "vitest";
import { descriptors, roundTrip } from "./tables.js";

describe("arrays", () => {
  it("keeps holes apart from undefined", () => {
    const value = [1, , undefined, 3]; // eslint-disable-line no-sparse-arrays
    const copy = roundTrip(value);
    expect(copy.length).toBe(4);
    expect(1 in copy).toBe(false);
    expect(2 in copy).toBe(true);
  });

  it("keeps holes at the end, sparse arrays and the greatest length", () => {
    const sparse: unknown[] = [];
    sparse[4_000_000_000] = "far";
    const long: unknown[] = [];
    long.length = 2 ** 32 - 1;
    const copy = roundTrip([new Array(3), sparse, long]) as unknown[][];
    expect(copy[0]!.length).toBe(3);
    expect(Object.keys(copy[1]!)).toEqual(["4000000000"]);
    expect(copy[2]!.length).toBe(2 ** 32 - 1);
  });

  it("keeps other properties, attributes, prototypes and frozen arrays", () => {
    class List extends Array {}
    void List;
    const tagged = Object.assign([1, 2], { raw: ["a"] });
    const odd = [1, 2, 3];
    Object.defineProperty(odd, 1, { value: "x", enumerable: false, writable: false, configurable: true });
    const nullProto: unknown[] = Object.setPrototypeOf([1], null) as unknown[];
    const frozen = Object.freeze([1, , 3]); // eslint-disable-line no-sparse-arrays
    const copy = roundTrip([tagged, odd, nullProto, frozen]) as unknown as unknown[][];
    [tagged, odd, nullProto, frozen].forEach((array, i) => expect(descriptors(copy[i]!)).toEqual(descriptors(array)));
    expect(Object.getPrototypeOf(copy[2]!)).toBe(null);
    expect(Array.isArray(copy[2])).toBe(true);
    expect(Object.isFrozen(copy[3])).toBe(true);
  });
});
