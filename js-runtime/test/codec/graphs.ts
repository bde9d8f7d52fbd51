import { Frame, ModuleClass, Scope, adder, classMaker, maker, moduleObject, tables } from "./tables.js";

/** Hand-written graphs, one for each kind of value; golden files hold their bytes. Never change one: add another. */
export const graphs: Record<string, () => unknown> = {
  "primitives": () => [undefined, null, true, false, 0, 15, 16, 300, -1, -300, 2 ** 53 - 1, -0, 0.1, NaN, Infinity, 0n, -(2n ** 70n)],
  "strings": () => ["", "plain", "plain", "é€😀", "\ud800 alone \udc00"],
  "symbols": () => [Symbol.for("registered"), Symbol.iterator, Symbol("local"), Symbol()],
  "objects": () => {
    const shared = { a: 1, b: "two" };
    return { first: shared, again: shared, same: { a: 3, b: "four" }, none: Object.create(null), inherits: Object.create(shared), symbols: { [Symbol.iterator]: 1 } };
  },
  "attributes": () => [Object.freeze({ x: 1 }), Object.seal({ x: 1 }), Object.defineProperty({}, "hidden", { value: 1 }),
    Object.defineProperty({}, "read", { get: adder(new Scope(undefined, 1)) as never, enumerable: true })],
  "arrays": () => [[], [1, , 3], Object.assign([1], { raw: "x" }), Object.freeze([1, 2]), Object.assign([], { 100_000: "far" })], // eslint-disable-line
  "cycle": () => {
    const map = new Map<unknown, unknown>();
    const array: unknown[] = [map];
    map.set("array", array).set(map, new Set([array]));
    return array;
  },
  "collections": () => [new Map([["k", { v: 1 }]]), new Set([1, "1"]), Object.assign(new Map(), { label: "extra" })],
  "dates-and-expressions": () => [new Date(86_400_000), new Date(NaN), Object.assign(/a+/giu, { lastIndex: 2 })],
  "errors": () => {
    const error = new TypeError("outer", { cause: new Error("inner") });
    error.stack = "TypeError: outer";
    (error.cause as Error).stack = "Error: inner";
    return error;
  },
  "binary": () => {
    const { buffer } = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
    return [new Uint16Array(buffer, 2, 2), new DataView(buffer), buffer];
  },
  "boxed": () => [Object("text"), Object(1), Object(true), Object(5n)],
  "built-ins": () => [Array.prototype.map, Math, Object.getOwnPropertyDescriptor(Map.prototype, "size")!.get],
  "closures": () => {
    const scope = new Scope(new Scope(undefined, tables.TDZ), 4);
    const Made = maker(scope) as unknown as new () => object;
    return [adder(scope), new Made(), Made, Object.assign(adder(scope), { label: "own" }), new (classMaker(scope))()];
  },
  "frames": () => {
    const frames = [0, 1, 2, 3].map((pc) => Object.assign(new Frame(), { pc, a: "a", b: "b" }));
    return [...frames, new ModuleClass(moduleObject)];
  },
};
