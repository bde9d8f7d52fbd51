import { describe, expect, it } from "vitest";
import { context, handHost, handWorkflow } from "./hand-bundle.js";

/** \`main\` changes module state with \`act\`, waits, and returns \`look()\`. */
const program = (state: string, act: string, look: string): string => `
  ${state}
  const main = task([(f) => { const n = f.l.a; ${act}; return wait(W.refId("go"), 1); }, () => done(${look})]);`;

describe("module state belongs to the thread (1-D6)", () => {
  it.each<[string, string, string, string, unknown, unknown]>([
    ["variables", "$m.count = 0;", "$m.count += n", "$m.count", 5, 9],
    ["new and deleted properties, in order", "const o = { a: 1, b: 2 }; const roots = [o];", "delete o.a; o.c = n; o.b = 3", "JSON.stringify(o)", '{"b":3,"c":5}', '{"b":3,"c":9}'],
    ["arrays", "const o = [1, 2, 3]; const roots = [o];", "o.length = 1; o.push(n, { deep: n })", "JSON.stringify(o)", '[1,5,{"deep":5}]', '[1,9,{"deep":9}]'],
    ["maps and sets", "const o = new Map([[1, 2]]), s = new Set([1]); const roots = [o, s];", "o.delete(1); o.set('k', n); s.add(n)", "[[...o], [...s]]", [[["k", 5]], [1, 5]], [[["k", 9]], [1, 9]]],
    ["dates", "const o = new Date(0); const roots = [o];", "o.setTime(n)", "o.getTime()", 5, 9],
    ["buffers", "const o = new Uint8Array(2); const roots = [o];", "o[1] = n", "[...o]", [0, 5], [0, 9]],
    ["functions", "function o() {} const roots = [o];", "o.calls = n", "o.calls", 5, 9],
    ["statics and prototypes of classes", "class C { static total = 0; } const roots = [C];", "C.total = n; C.prototype.tag = n", "[C.total, new C().tag]", [5, 5], [9, 9]],
    ["accessors", "const o = {}; const roots = [o, a]; function a() { return 'got'; }", "Object.defineProperty(o, 'x', { get: a, configurable: true }); o.n = n", "[o.x, o.n]", ["got", 5], ["got", 9]],
    ["prototypes", "const o = {}, p = { inherited: 'yes' }; const roots = [o, p];", "Object.setPrototypeOf(o, p); p.n = n", "[o.inherited, o.n]", ["yes", 5], ["yes", 9]],
    ["regular expressions", "const o = /x/g; const roots = [o];", "o.lastIndex = n", "o.lastIndex", 5, 9],
    ["module promises", "let r; const o = new Promise((f) => { $m.r = f; }); const roots = [o];", "$m.r(n)", "1", 1, 1],
  ])("%s", (_name, state, act, look, five, nine) => {
    const workflow = handWorkflow(program(state, act, look));
    const a = workflow.start(5);
    const b = workflow.start(9);
    expect(b.resume("go").result).toEqual(nine);
    expect(a.resume("go").result).toEqual(five);
  });

  it("is as evaluation made it when nothing was saved", () => {
    const host = handHost(program("$m.count = 0; const o = { list: [] }; const roots = [o];", "$m.count++; o.list.push(n)", "[$m.count, o.list]"));
    for (let i = 0; i < 3; i++) {
      const body = host.save(host.start(context, "1").thread);
      expect(host.resume(context, host.load(body), "go", "{}").result).toBe("[1,[1]]");
      host.rollback();
    }
  });

  it("costs nothing in a continuation when it is unchanged", () => {
    const size = (act: string): number => {
      const host = handHost(program("const o = { text: 'x'.repeat(500) }; const roots = [o];", act, "0"));
      return host.save(host.start(context, "1").thread).length;
    };
    expect(size("0")).toBeLessThan(60);
    expect(size("o.text = 'y'.repeat(500)")).toBeGreaterThan(500);
  });

  it.each([
    ["Object.freeze(o)", /codec\/unrestorable-module-object: .*`module object \d+`.*frozen/], ["Object.defineProperty(o, 'x', { value: 1 })", /the property x cannot be deleted/],
  ])("that cannot be taken back undoes the step: %s", (act, message) => {
    const thread = (): unknown => handWorkflow(program("const o = {}; const roots = [o];", act, "0")).start();
    expect(thread).toThrow(message);
  });

  it("may hold weak collections that only evaluation fills", () => {
    const thread = handWorkflow(program("const o = {}, w = new WeakMap([[o, 1]]); w.set(o, 7); const roots = [o, w];", "0", "w.get(o)")).start();
    expect(thread.resume("go").result).toBe(7);
  });

  it("does not include what a failed step did", () => {
    const host = handHost(`$m.count = 0; const main = task([(f) => { $m.count += 1; if (f.l.a) W.output("x", "undeclared"); return wait(W.refId("go"), 1); }, () => done($m.count)]);`);
    expect(() => host.start(context, "true")).toThrow(/undeclared/);
    host.rollback();
    expect(host.resume(context, host.start(context, "false").thread, "go", "{}").result).toBe("1");
  });
});

describe("built-ins, which all threads share", () => {
  it.each([
    ["Array.prototype.first = 1", "Array.prototype"], ["globalThis.leak = 1", "globalThis"], ["Array.prototype.map = () => []", "Array.prototype"], ["delete Map.prototype.get", "Map.prototype"],
    ["Object.freeze(Date.prototype)", "Date.prototype"], ["Promise.race = null", "Promise"], ["Math.random = () => 4", "Math"],
  ])("may not be changed by a step that goes on: %s", (act, name) => {
    for (const reload of ["never", "step", "microtask"] as const) {
      const workflow = handWorkflow(program("0; const roots = [];", `{ ${act} }`, "typeof [].first + typeof leak + typeof [].map + Math.random() * 0"), { reload });
      expect(() => workflow.start(true)).toThrow(`step/changed-built-in: the step changed the built-in \`${name}\``);
    }
  });

  it("are as they were for the next thread when one changed them at its end", () => {
    const workflow = handWorkflow(`const main = task([(f) => { const found = typeof [].first; Array.prototype.first = 1; return done(found); }]); const roots = [];`);
    for (let i = 0; i < 4; i++) expect(workflow.start().result).toBe("undefined");
  });
});
