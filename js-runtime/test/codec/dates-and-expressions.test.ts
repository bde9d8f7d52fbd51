import { describe, expect, it } from "vitest";
import { roundTrip } from "./tables.js";

describe("dates and regular expressions", () => {
  it("keep the time value, also an invalid one", () => {
    const [a, b] = roundTrip([new Date(1_700_000_000_123), new Date(NaN)] as const);
    expect(a.getTime()).toBe(1_700_000_000_123);
    expect(b.getTime()).toBeNaN();
  });

  it("keep source, flags and lastIndex", () => {
    const expression = /a(?<n>b)\/\n/dgimsuy;
    expression.lastIndex = 3;
    const copy = roundTrip(expression);
    expect([copy.source, copy.flags, copy.lastIndex]).toEqual([expression.source, expression.flags, 3]);
    expect(Object.isFrozen(roundTrip(Object.freeze(/x/g)))).toBe(true);
  });
});
