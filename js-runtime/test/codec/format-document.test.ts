import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIRST_PROGRAM_FUNCTION, FIRST_PROGRAM_LAYOUT } from "../../src/abi.js";
import { FORMAT_VERSION } from "../../src/codec/header.js";
import { PROTOTYPE_DEPTH_MAX, SMALL_INTEGERS, Tag, VIEW_NAMES } from "../../src/codec/tags.js";

const page = readFileSync(new URL("../../../docs/continuation-format.md", import.meta.url), "utf8");

/** Words of the page's table by which each tag is known. */
const words: Record<keyof typeof Tag, string> = {
  undefined: "undefined", null: "null", false: "false", true: "true", integer: "integer ≥ 16", negative: "integer < 0", number: "any other number",
  string: "string, first time", stringAgain: "string again", again: "object again", hole: "marker", tdz: "uninitialized binding", baseline: "module object",
  builtIn: "built-in", array: "array:", object: "object", closure: "closure", map: "Map", set: "Set", date: "Date", error: "Error", regExp: "RegExp", bigint: "bigint",
  symbol: "symbol", prototype: "the prototype object of a closure", otherArray: "array of any other form", boxed: "boxed primitive", buffer: "ArrayBuffer",
  view: "typed array or DataView", private: "an object with private elements", member: "a member of a closure", small: "integer 0 to 15", layout: "layout object",
};

describe("docs/continuation-format.md", () => {
  const rows = new Map([...page.matchAll(/^\| (\d+)(?: to \d+| and up)? \| (.*?) \|/gm)].map(([, tag, kind]) => [Number(tag), kind!]));

  it.each(Object.entries(Tag))("has the tag of %s, %i, with its meaning", (name, tag) => {
    expect(rows.get(tag)).toMatch(new RegExp(`^${words[name as keyof typeof Tag]}`));
  });

  it("has no other tags", () => {
    const known = new Set<number>(Object.values(Tag));
    expect([...rows].filter(([tag, kind]) => !known.has(tag) && kind !== "reserved")).toEqual([]);
  });

  it("has the numbers that the code has", () => {
    expect(page).toContain(`# Continuation format, version ${FORMAT_VERSION}`);
    expect(Tag.layout).toBe(Tag.small + SMALL_INTEGERS);
    expect(page).toContain(`nests at most ${PROTOTYPE_DEPTH_MAX} deep`);
    expect(page).toContain(`Function ids below ${FIRST_PROGRAM_FUNCTION} belong to the runtime`);
    expect(page.replace(/\s+/g, " ")).toContain(VIEW_NAMES.map((name, i) => `${i} ${name.replace(/Array$/, "")}`).join(", "));
  });

  it("agrees with docs/compiled-code.md on the runtime's ids", () => {
    const compiled = readFileSync(new URL("../../../docs/compiled-code.md", import.meta.url), "utf8");
    expect(compiled).toContain(`the compiler numbers from ${FIRST_PROGRAM_LAYOUT}`);
    expect(compiled).toContain(`the compiler numbers from ${FIRST_PROGRAM_FUNCTION}`);
  });
});
