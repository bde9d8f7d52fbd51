import { describe, expect, it } from "vitest";
import { context, handHost, runOnce } from "./hand-bundle.js";

describe("the realm is closed (1-D7)", () => {
  it.each(["Java", "Polyglot", "Packages", "Graal", "java", "load", "quit", "loadWithNewGlobal"])("touching %s throws an error that names it", (name) => {
    expect(runOnce(`function main() { try { return typeof ${name}; } catch (e) { return e.message; } }`)).toBe(`\`${name}\` is not available to workflow code: effects leave a workflow as outputs`);
  });

  it.each([["setImmediate(() => {})", /`setImmediate` is not available .* use queueMicrotask/], ["fetch('http://x')", /`fetch` .* no network: send an output/]])("%s says the way out", (call, message) => {
    expect(handHost(`function main() { ${call}; }`).start(context, "null").failure!.message).toMatch(message);
  });

  it.each([["process.env", /process is not defined \(the process is not available/], ["require('fs')", /use import/], ["new WebSocket('x')", /no network/], ["new XMLHttpRequest()", /no network/]])("%s fails with a hint", (call, message) => {
    expect(handHost(`function main() { return ${call}; }`).start(context, "null").failure!.message).toMatch(message);
  });

  it("lets libraries look for what is not there", () => {
    expect(runOnce("function main() { return [typeof process, typeof require, typeof window, typeof setTimeout]; }")).toEqual(["undefined", "undefined", "undefined", "function"]);
  });

  it("has no global left of GraalJS or Node that is not the language's", () => {
    const left = runOnce("function main() { return ['print', 'read', 'exit', 'process', 'require', 'Buffer', 'global', 'WebAssembly', 'SharedArrayBuffer', 'Atomics'].filter((n) => n in globalThis); }");
    expect(left).toEqual([]);
  });
});

describe("bind", () => {
  it("has the semantics of ECMA-262 20.2.3.2", () => {
    expect(runOnce(`function main() {
      function Point(x, y, z) { if (new.target) { this.x = x; this.y = y; } else return [this && this.me, x, y, z]; }
      Point.prototype.sum = function () { return this.x + this.y; };
      const B = Point.bind({ me: 1 }, 10);
      const arrow = ((...a) => a).bind(null, 1);
      const twice = B.bind(null, 20);
      const made = new B(2);
      return [B(2, 3), B.name, B.length, "prototype" in B, made.sum(), made instanceof B, made instanceof Point, twice(7), twice.name, new twice().sum(),
        arrow(2), attempt(() => new arrow()), Function.prototype.bind.length, attempt(() => Function.prototype.bind.call({}))];
      function attempt(f) { try { return f().x; } catch (e) { return e.name; } }
    }`)).toEqual([[1, 10, 2, 3], "bound Point", 2, false, 12, true, true, [1, 10, 20, 7], "bound bound Point", 30, [1, 2], "TypeError", 1, "TypeError"]);
  });

  it("gives functions that can be saved, with their cycles", () => {
    const host = handHost(`
      function target(...a) { return [this.n, ...a.map((x) => typeof x)]; }
      const main = task([(f) => { const self = { n: 1 }; self.f = target.bind(self, self); f.l.f = self.f.bind(null, 2); Object.defineProperty(f.l.f, "name", { value: "mine" }); return wait(W.refId("x"), 1); },
        (f) => done([f.l.f(3), f.l.f.name, f.l.f.length])]); const roots = [target];`);
    const body = host.save(host.start(context, "null").thread);
    expect(host.resume(context, host.load(body), "x", "{}").result).toBe('[[1,"object","number","number"],"mine",0]');
  });
});
