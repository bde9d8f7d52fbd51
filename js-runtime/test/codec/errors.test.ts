import { describe, expect, it } from "vitest";
import { roundTrip } from "./tables.js";

describe("errors", () => {
  it("keep class, message, cause, stack and further properties", () => {
    const cause = new RangeError("deep");
    const error = Object.assign(new TypeError("outer", { cause }), { code: 7 });
    const copy = roundTrip(error);
    expect(copy).toBeInstanceOf(TypeError);
    expect([copy.message, copy.stack, copy.code, (copy.cause as Error).message]).toEqual(["outer", error.stack, 7, "deep"]);
    expect(Object.prototype.toString.call(copy)).toBe("[object Error]");
    expect(Object.getOwnPropertyDescriptor(copy, "stack")!.enumerable).toBe(false);
  });

  it("keep AggregateError", () => {
    const copy = roundTrip(new AggregateError([new Error("a"), 2], "both"));
    expect(copy.errors[1]).toBe(2);
    expect((copy.errors[0] as Error).message).toBe("a");
  });

  it("tell an object that only inherits from an error", () => {
    const copy = roundTrip(Object.create(Error.prototype) as object);
    expect(Object.prototype.toString.call(copy)).toBe("[object Object]");
    expect(copy).toBeInstanceOf(Error);
  });
});
