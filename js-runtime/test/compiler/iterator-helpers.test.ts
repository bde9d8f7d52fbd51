import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { playThreeWays } from "./play.js";

const PROGRAM = `
import { output, ref } from "kafka-workflow";
export const manifest = { outputTopics: ["out"] };
const show = (name, value) => output(name + " " + JSON.stringify(value), "out");

export default async function main() {
  class Countdown extends Iterator {
    left = 3;
    next() { return this.left === 0 ? { value: undefined, done: true } : { value: this.left--, done: false }; }
    return() { show("closed", this.left); return {}; }
  }
  const factor = 10;
  const helpers = [
    ["map", [1, 2, 3].values().map((one, n) => [one * factor, n])], ["filter", new Set([1, 2, 3, 4]).values().filter((one) => one % 2 === 0)],
    ["take", new Map([["a", 1], ["b", 2], ["c", 3]]).entries().take(2)], ["drop", "abcd"[Symbol.iterator]().drop(2)],
    ["flatMap", ["ab", "", "c"].values().flatMap((text) => [...text, text.length])], ["chain", [5, 6, 7, 8].keys().drop(1).map((n) => n + factor).take(2)],
    ["generator", (function* () { yield 1; yield 2; })().map(String)], ["own", new Countdown().filter((one) => one !== 2)],
    ["from", Iterator.from({ n: 0, next() { return { value: this.n++, done: this.n > 3 }; } })], ["from text", Iterator.from("xy")], ["endless", [1, 2].values().take(Infinity)],
  ];
  for (let round = 0; round < 4; round++) {
    for (const [name, helper] of helpers) show(name, [helper.next(), Object.prototype.toString.call(helper)]);
    await ref();
  }
  const countdown = new Countdown();
  const early = countdown.map((one) => one);
  early.next();
  await ref();
  show("return", [early.return(), early.next(), early instanceof Iterator, countdown instanceof Iterator]);
  const nested = ["ab", "cd"].values().flatMap((text) => new Countdown().map((one) => text + one));
  nested.next();
  await ref();
  show("nested", [nested.return(), nested.next()]);
  const odd = (one) => one % 2 === 1;
  show("ends", [
    [1, 2, 3].values().toArray(), [1, 2, 3].values().reduce((sum, one) => sum + one), [1, 2].values().reduce((sum, one) => sum + one, "x"),
    [2, 3].values().some(odd), [1, 2].values().every(odd), [2, 3].values().find(odd), [2].values().find(odd), [1].values().forEach(() => {}),
  ]);
  const errors = [];
  for (const wrong of [() => new Iterator(), () => [].values().map(1), () => [].values().take(-1), () => [].values().take(NaN), () => [].values().reduce(odd),
    () => Iterator.from(1), () => new Countdown().some(() => { throw new EvalError("own"); }), () => { Iterator.prototype[Symbol.toStringTag] = "x"; }]) {
    try { wrong(); errors.push("none"); } catch (error) { errors.push(error.name); }
  }
  show("errors", errors);
  show("tag", [Iterator.prototype[Symbol.toStringTag], Iterator.prototype.constructor === Iterator, Iterator.name, Iterator.length]);
  return "end";
}`;

const once = (name: string, value: unknown, tag = "Iterator Helper", done = false): string =>
  `${name} ${JSON.stringify([value === undefined ? { done } : { value, done }, `[object ${tag}]`])}`;
const end = (name: string, tag?: string): string => once(name, undefined, tag, true);
const TEXT = "String Iterator";
const FROM = "Iterator";

const OUTPUTS = [
  once("map", [10, 0]), once("filter", 2), once("take", ["a", 1]), once("drop", "c"), once("flatMap", "a"), once("chain", 11), once("generator", "1"),
  once("own", 3), once("from", 0, FROM), once("from text", "x", TEXT), once("endless", 1),
  once("map", [20, 1]), once("filter", 4), once("take", ["b", 2]), once("drop", "d"), once("flatMap", "b"), once("chain", 12), once("generator", "2"),
  once("own", 1), once("from", 1, FROM), once("from text", "y", TEXT), once("endless", 2),
  once("map", [30, 2]), end("filter"), end("take"), end("drop"), once("flatMap", 2), end("chain"), end("generator"), end("own"), once("from", 2, FROM),
  end("from text", TEXT), end("endless"),
  end("map"), end("filter"), end("take"), end("drop"), once("flatMap", 0), end("chain"), end("generator"), end("own"), `from ${JSON.stringify([{ value: 3, done: true }, "[object Iterator]"])}`,
  end("from text", TEXT), end("endless"),
  "closed 2", 'return [{"done":true},{"done":true},true,true]',
  "closed 2", 'nested [{"done":true},{"done":true}]',
  'ends [[1,2,3],6,"x12",true,false,3,null,null]',
  "closed 2", 'errors ["TypeError","TypeError","RangeError","RangeError","TypeError","TypeError","EvalError","TypeError"]',
  'tag ["Iterator",true,"Iterator",0]',
];

// The oldest Node that is supported has no iterator helpers, so what they do is written down here; a Node that has them is asked as well.
describe("iterator helpers live across an await and a reload", () => {
  it("do what ECMA-262 27.1.2 to 27.1.4 say", async () => {
    const directory = fileURLToPath(new URL(".", import.meta.url));
    const { native, compiled, reloaded } = await playThreeWays({ contents: PROGRAM, directory, name: "input.js" });
    expect(compiled.outputs).toEqual(OUTPUTS);
    expect(compiled.end).toBe('completed "end"');
    expect(reloaded).toEqual(compiled);
    if ("Iterator" in globalThis) expect(native).toEqual(compiled);
  });
});
