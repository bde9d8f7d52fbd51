import { describe, expect, it } from "vitest";
import { builtIn, builtInName } from "../../src/runtime/built-ins.js";
import { moduleSymbol, roundTrip, tables, write } from "./tables.js";
import { GraphReader } from "../../src/codec/graph-reader.js";
import { ByteWriter } from "../../src/codec/byte-writer.js";

describe("symbols", () => {
  it("keep identity by kind", () => {
    const local = Symbol("l");
    const copy = roundTrip([Symbol.for("r"), Symbol.asyncIterator, local, local, moduleSymbol, Symbol()]);
    expect(copy[0]).toBe(Symbol.for("r"));
    expect(copy[1]).toBe(Symbol.asyncIterator);
    expect(copy[2]).toBe(copy[3]);
    expect(copy[2]!.description).toBe("l");
    expect(copy[4]).toBe(moduleSymbol);
    expect(copy[5]!.description).toBe(undefined);
  });
});

describe("boxed primitives", () => {
  it.each([Object("ab"), Object(1), Object(false), Object(9n), Object(Symbol.for("s"))])("keep %s", (value: object) => {
    const copy = roundTrip(Object.assign(value, { extra: 1 }));
    expect(copy.valueOf()).toBe(value.valueOf());
    expect(Object.prototype.toString.call(copy)).toBe(Object.prototype.toString.call(value));
    expect(Reflect.ownKeys(copy)).toEqual(Reflect.ownKeys(value));
  });
});

describe("built-ins", () => {
  it("are written by name and are the same object after reading", () => {
    const getter = Object.getOwnPropertyDescriptor(Map.prototype, "size")!.get!;
    const values = [Array.prototype.map, Math, Object.prototype, getter, Array.prototype[Symbol.iterator], globalThis];
    const copy = roundTrip(values);
    copy.forEach((value, i) => expect(value).toBe(values[i]));
  });

  it("have names that do not depend on the order of keys", () => {
    expect(builtInName(Array.prototype[Symbol.iterator])).toBe("Array.prototype.values");
    expect(builtInName(Number.parseFloat)).toBe("parseFloat");
    expect(builtIn("%IteratorPrototype%")).toBe(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
  });

  it("name the one that this engine does not have", () => {
    const out = new ByteWriter();
    out.byte(13);
    out.byte(7);
    out.text("Array.prototype.shuffle");
    out.byte(0);
    expect(() => new GraphReader(tables, out.finish()).read()).toThrow(/codec\/unknown-built-in: .*`Array\.prototype\.shuffle`/);
  });
});

describe("what cannot be saved", () => {
  it.each([
    ["a native WeakMap", new WeakMap()], ["a native WeakSet", new WeakSet()], ["a native WeakRef", new WeakRef({})],
    ["a native Promise", Promise.resolve()], ["a native Array Iterator", [1].values()], ["a native Map Iterator", new Map().entries()],
    ["an arguments object", (function () { return arguments; })()],
  ])("is refused: %s", (kind, value: object) => {
    expect(() => write({ value })).toThrow(`cannot save \`thread[0].value\` (${kind})`);
  });
});
