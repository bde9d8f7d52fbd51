import { log, later } from "../trace.js";
export { manifest } from "../trace.js";

async function* inner(): AsyncGenerator<unknown, unknown, unknown> {
  try { log("inner got", yield later("a")); yield "b"; return "inner end"; } catch (e) { log("inner caught", e); yield "c"; return "recovered"; } finally { log("inner finally"); await null; }
}
function* sync(): Generator<unknown, unknown, unknown> { try { log("sync got", yield later("s1")); yield "s2"; } finally { log("sync finally"); } return later("sync end"); }
async function* outer(source: () => unknown): AsyncGenerator<unknown, unknown, unknown> {
  try { log("result", yield* source() as AsyncIterable<unknown>); yield "after"; } catch (e) { log("outer caught", e instanceof Error ? e.name : e); yield "x"; } finally { log("outer finally"); }
  return "outer end";
}
const custom = (methods: object) => () => ({ [Symbol.asyncIterator]() { return this; }, next(v: unknown) { log("next", v); return { value: Promise.resolve(1), done: false }; }, ...methods });
async function drive(name: string, source: () => unknown, ...ways: ["next" | "throw" | "return", unknown][]) {
  const g = outer(source);
  for (const [way, value] of ways) {
    await g[way](value as never).then((r) => log(name, way, typeof (r.value as { then?: unknown })?.then, r), (e) => log(name, "error", e));
  }
}
export default async function main() {
  const ways: ["next" | "throw" | "return", unknown][] = [["next", 0], ["next", 1], ["next", 2], ["next", 3], ["next", 4]];
  for (const source of [inner, sync, () => [later(1), 2], () => new Set([1]), () => "ab"]) {
    await drive("next", source, ...ways);
    if (source === inner || source === sync) {
      await drive("throw", source, ["next", 0], ["throw", "E"], ["next", 2], ["next", 3]);
      await drive("bad return", source, ["next", 0], ["return", Promise.reject("B")], ["next", 2], ["next", 3]);
    }
    await drive("return", source, ["next", 0], ["return", later("R")], ["next", 2]);
  }
  await drive("no methods", custom({}), ["next", 0], ["throw", 1], ["next", 2]);
  await drive("no return", custom({}), ["next", 0], ["return", later(1)], ["next", 2]);
  await drive("close", custom({ return() { log("closed"); return {}; } }), ["next", 0], ["throw", 1], ["next", 2]);
  await drive("throw", custom({ throw(e: unknown) { return { value: e, done: e === 2 }; } }), ["next", 0], ["throw", 1], ["throw", 2], ["next", 3]);
  await drive("return", custom({ return(e: unknown) { return { value: e, done: e === 2 }; } }), ["next", 0], ["return", 1], ["return", 2], ["next", 3]);
  await drive("not iterable", () => 5, ["next", 0], ["next", 1]);
  await drive("primitive", custom({ next() { return 1; } }), ["next", 0], ["next", 1]);
}
