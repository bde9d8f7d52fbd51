import { describe, expect, it } from "vitest";
import { roundTrip } from "./tables.js";

describe("collections", () => {
  it("keep order, any key, -0 as 0, themselves as entry", () => {
    const key = {};
    const map = new Map<unknown, unknown>([[key, 1], [NaN, 2], ["a", key]]);
    map.set(map, map);
    const set = new Set<unknown>([3, 1, 2, key]);
    set.add(set);
    const [m, s, k] = roundTrip([map, set, key] as const);
    expect([...m.keys()].slice(0, 3)).toEqual([k, NaN, "a"]);
    expect(m.get(m)).toBe(m);
    expect([...s].slice(0, 3)).toEqual([3, 1, 2]);
    expect(s.has(s) && s.has(k)).toBe(true);
  });

  it("keep extra properties and being frozen", () => {
    const map = Object.assign(new Map([[1, 2]]), { label: "x" });
    const set = Object.freeze(new Set([1]));
    const [m, s] = roundTrip([map, set] as const);
    expect(m.label).toBe("x");
    expect(Object.isFrozen(s)).toBe(true);
    expect(s.has(1)).toBe(true);
  });
});
