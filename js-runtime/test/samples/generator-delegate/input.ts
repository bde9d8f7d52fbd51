import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

function* inner(): Generator<unknown, unknown, unknown> {
  try { const x = yield "a"; log("inner got", x); yield "b"; return "inner end"; } catch (e) { log("inner caught", e); return "recovered"; } finally { log("inner finally"); }
}
function* outer(source: () => Iterable<unknown>): Generator<unknown, unknown, unknown> {
  try { const r = yield* source() as Iterable<unknown>; log("result", r); yield "after"; } catch (e) { log("outer caught", e instanceof Error ? e.name : e); yield "x"; } finally { log("outer finally"); }
  return "outer end";
}
const plain = () => {
  let i = 0;
  return { [Symbol.iterator]() { return this; }, next(v: unknown) { log("next", v); return { value: i, done: i++ >= 2, extra: true }; } } as never as Iterable<unknown>;
};
const full = () => ({
  [Symbol.iterator]() { return this; },
  next() { return { value: 1, done: false }; },
  throw(e: unknown) { log("throw", e); return { value: "thrown value", done: true }; },
  return(v: unknown) { log("return", v); return { value: "returned value", done: v === "now" }; },
}) as never as Iterable<unknown>;
async function drive(name: string, source: () => Iterable<unknown>, ...ways: ["next" | "throw" | "return", unknown][]) {
  const g = outer(source);
  for (const [way, value] of ways) {
    try { log(name, way, g[way](value as never)); } catch (e) { log(name, "error", e); }
    await later(0);
  }
}
export default async function main() {
  log([...outer(inner)]);
  await drive("next", inner, ["next", 0], ["next", 1], ["next", 2], ["next", 3], ["next", 4]);
  await drive("throw", inner, ["next", 0], ["throw", "E"], ["next", 2], ["next", 3]);
  await drive("return", inner, ["next", 0], ["return", "R"], ["next", 2]);
  await drive("array", () => [10, 20], ["next", 0], ["next", 1], ["next", 2], ["next", 3]);
  await drive("array throw", () => new Map([[1, 2], [3, 4]]), ["next", 0], ["throw", "E"], ["next", 2]);
  await drive("set return", () => new Set([1, 2]), ["next", 0], ["return", "E"], ["next", 2]);
  await drive("string", () => "ab", ["next", 0], ["next", 1], ["next", 2]);
  await drive("plain", plain, ["next", 0], ["next", 1], ["next", 2], ["next", 3]);
  await drive("plain throw", plain, ["next", 0], ["throw", 1], ["next", 2]);
  await drive("plain return", plain, ["next", 0], ["return", 1], ["next", 2]);
  await drive("full throw", full, ["next", 0], ["throw", 1], ["next", 2]);
  await drive("full return", full, ["next", 0], ["return", "later"], ["return", "now"], ["next", 2]);
  function* tree(n: number): Generator<number> { if (n > 0) { yield* tree(n - 1); yield n; yield* tree(n - 1); } }
  const list: number[] = [];
  for (const x of tree(3)) { list.push(x); await later(x); }
  log(list);
}
