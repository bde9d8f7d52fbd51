import { describe, expect, it } from "vitest";
import { context, handHost, handWorkflow } from "./hand-bundle.js";

/** Between the two acts the thread is saved and loaded. `f.l` are its variables. */
const program = (before: string, after: string, modules = ""): string => `
  ${modules}
  const main = task([(f) => { const v = f.l; ${before}; return wait(W.refId("go"), 1); }, (f) => { const v = f.l; return done(${after}); }]);
  const roots = [${modules === "" ? "" : "cache, key"}];`;

const cache = "const cache = new WeakMap(), key = {}; cache.set(key, 0);";

describe("weak collections hold nothing but what something else holds", () => {
  it.each([
    ["an entry whose key is dropped", "v.m = new WeakMap([[{}, 'x'.repeat(500)]])", false],
    ["an entry whose key is kept", "v.k = {}; v.m = new WeakMap([[v.k, 'x'.repeat(500)]])", true],
    ["an entry whose value holds its own key", "const k = {}; v.m = new WeakMap([[k, { k, text: 'x'.repeat(500) }]])", false],
    ["two entries that hold each other's keys", "const a = {}, b = {}; v.m = new WeakMap([[a, b], [b, { a, text: 'x'.repeat(500) }]])", false],
    ["a chain of entries that begins at a kept key", "const b = {}; v.k = {}; v.m = new WeakMap([[b, 'x'.repeat(500)], [v.k, b]])", true],
    ["a member of a set", "v.m = new WeakSet([{ text: 'x'.repeat(500) }])", false],
    ["the target of a reference", "v.m = new WeakRef({ text: 'x'.repeat(500) })", false],
    ["a map that is itself dropped", "v.k = {}; new WeakMap([[v.k, 'x'.repeat(500)]])", false],
  ])("%s", (_name, before, isKept) => {
    const host = handHost(program(before, "0"));
    const body = host.save(host.start(context, "null").thread);
    expect(body.length > 500).toBe(isKept);
    expect(host.save(host.load(body))).toEqual(body);
  });

  it("and a reference whose target is gone says so", () => {
    const thread = handWorkflow(program("v.kept = {}; v.r = [new WeakRef({}), new WeakRef(v.kept)]", "v.r.map((r) => typeof r.deref())")).start();
    expect(thread.resume("go").result).toEqual(["undefined", "object"]);
  });
});

describe("weak collections of the module", () => {
  it("belong to the thread that fills them", () => {
    const workflow = handWorkflow(program("if (v.a) { v.k = {}; cache.set(v.k, 1); cache.set(key, 2); }", "[cache.get(v.k), cache.get(key)]", cache));
    const [filled, other] = [workflow.start(true), workflow.start(false)];
    expect(filled.resume("go").result).toEqual([1, 2]);
    expect(other.resume("go").result).toEqual([null, 0]);
  });

  it("lose a thread's entry steps later, when its key is dropped", () => {
    const host = handHost(`${cache}
      const main = task([(f) => { f.l.k = { text: "x".repeat(500) }; cache.set(f.l.k, 1); return wait(W.refId("go"), 1); }, (f) => { f.l.k = undefined; return wait(W.refId("go"), 2); }, () => done(1)]);
      const roots = [cache, key];`);
    const first = host.save(host.start(context, "null").thread);
    expect(first.length).toBeGreaterThan(500);
    expect(host.save(host.resume(context, host.load(first), "go", "{}").thread).length).toBeLessThan(100);
  });

  it("cost nothing when only evaluation filled them", () => {
    const size = (modules: string): number => {
      const host = handHost(program("0", "0", modules));
      return host.save(host.start(context, "null").thread).length;
    };
    expect(size(cache)).toBe(size(""));
  });
});
