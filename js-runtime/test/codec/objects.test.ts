import { describe, expect, it } from "vitest";
import { ModuleClass, adder, Scope, descriptors, moduleObject, roundTrip, write } from "./tables.js";

describe("objects", () => {
  it("keeps order, symbols and odd keys", () => {
    const local = Symbol("local");
    const value = { b: 1, a: 2, 10: 3, 2: 4, "": 5, [local]: 6, [Symbol.iterator]: 7 };
    const copy = roundTrip(value);
    expect(Reflect.ownKeys(copy).slice(0, 5)).toEqual(["2", "10", "b", "a", ""]);
    expect(Reflect.ownKeys(copy)[6]).toBe(Symbol.iterator);
    expect((Reflect.ownKeys(copy)[5] as symbol).description).toBe("local");
  });

  it("keeps `__proto__` as an own property", () => {
    const value = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}') as object;
    const copy = roundTrip(value);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(descriptors(copy)).toEqual(descriptors(value));
  });

  it("keeps sharing and cycles", () => {
    const shared = { n: 1 };
    const value: Record<string, unknown> = { a: shared, b: shared };
    value["self"] = value;
    const copy = roundTrip(value);
    expect(copy["a"]).toBe(copy["b"]);
    expect(copy["self"]).toBe(copy);
  });

  it("keeps attributes, accessors, frozen and sealed", () => {
    const get = adder(new Scope(undefined, 1));
    const value = Object.defineProperties({}, {
      a: { value: 1, writable: false, enumerable: true, configurable: false },
      b: { value: 2, writable: true, enumerable: false, configurable: true },
      c: { get: get as () => unknown, enumerable: true, configurable: true },
    });
    const copy = roundTrip([value, Object.freeze({ x: 1 }), Object.seal({ y: 1 }), Object.preventExtensions({ z: 1 })]);
    expect(descriptors(copy[0]!).map(([key, d]) => [key, d.writable, d.enumerable, d.configurable])).toEqual([
      ["a", false, true, false], ["b", true, false, true], ["c", undefined, true, true]]);
    expect(Object.isFrozen(copy[1])).toBe(true);
    expect(Object.isSealed(copy[2]) && !Object.isFrozen(copy[2])).toBe(true);
    expect(Object.isExtensible(copy[3]) || Object.isSealed(copy[3])).toBe(false);
  });

  it("keeps prototypes: null, objects, module classes", () => {
    const base = { greet: "hi" };
    const copy = roundTrip([Object.create(null), Object.create(base), base, new ModuleClass(3), moduleObject]) as object[];
    expect(Object.getPrototypeOf(copy[0])).toBe(null);
    expect(Object.getPrototypeOf(copy[1])).toBe(copy[2]);
    expect(copy[3]).toBeInstanceOf(ModuleClass);
    expect(copy[4]).toBe(moduleObject);
  });

  it("writes equal shapes once", () => {
    const one = write([{ alpha: 1, beta: 2 }]).length;
    expect(write([{ alpha: 1, beta: 2 }, { alpha: 3, beta: 4 }]).length).toBe(one + 4);
  });

  it("does not nest with the depth of the data", () => {
    let list: unknown = null;
    for (let i = 0; i < 100_000; i++) list = { list };
    let copy = roundTrip(list) as { list: unknown } | null;
    let depth = 0;
    for (; copy !== null; copy = copy.list as { list: unknown } | null) depth++;
    expect(depth).toBe(100_000);
  });

  it("refuses a chain of more than 100 prototypes and says where", () => {
    let chain = {};
    for (let i = 0; i < 150; i++) chain = Object.create(chain) as object;
    expect(() => write({ chain })).toThrow(/codec\/unserializable-value: cannot save `thread\[0\]\.chain` \(an object with more than 100 prototypes\)/);
  });
});
