import { describe, expect, it } from "vitest";
import { context, handHost, handWorkflow } from "./hand-bundle.js";

describe("how a thread ends", () => {
  it("completes with the JSON of main's result; undefined gives null", () => {
    expect(handHost("function main(a) { return { a }; }").start(context, '"x"')).toMatchObject({ status: 1, result: '{"a":"x"}' });
    expect(handHost("function main() {}").start(context, "null")).toMatchObject({ status: 1, result: "null" });
  });

  it("fails with what main throws or rejects with, told with name, message and stack (1-11, 1-D12)", () => {
    const { status, failure } = handHost("function main() { throw new RangeError('far'); }").start(context, "null");
    expect(status).toBe(2);
    expect(failure).toMatchObject({ text: "RangeError: far", name: "RangeError", message: "far" });
    expect(failure!.stack).toMatch(/main/);
    expect(handHost("function main() { return Promise.reject(7); }").start(context, "null").failure).toEqual({ text: "7", name: "number", message: "7", stack: "" });
  });

  it("fails when the result has no JSON form", () => {
    expect(handHost("function main() { return 1n; }").start(context, "null")).toMatchObject({ status: 2, failure: { name: "TypeError" } });
  });

  it("fails on a rejection that nobody handles, but not when a handler comes before the microtasks are over (1-11)", () => {
    const late = "const p = Promise.reject(1); Promise.resolve().then(caught).then(() => { p.catch(() => {}); });";
    const program = (code: string): string => `function caught() {} function main() { ${code} return new Promise(() => {}); } const roots = [caught];`;
    expect(handHost(program("Promise.reject(new Error('lost'));")).start(context, "null")).toMatchObject({ status: 2, failure: { message: "lost" } });
    expect(handHost(program(late)).start(context, "null").status).toBe(0);
    expect(handHost(program("Promise.reject(new $.api.CancelToken());")).start(context, "null").status).toBe(0);
    expect(handHost(program("queueMicrotask(() => { throw new Error('in a job'); });")).start(context, "null").failure!.message).toBe("in a job");
  });

  it("describes values whose own methods throw", () => {
    const evil = "({ get name() { throw 1; }, get message() { throw 2; }, get stack() { throw 3; }, toString() { throw 4; } })";
    expect(handHost(`function main() { throw ${evil}; }`).start(context, "null").failure).toEqual({ text: "a value that cannot be shown", name: "Object", message: "a value that cannot be shown", stack: "" });
  });
});

describe("refs", () => {
  const waiting = "const main = task([(f) => { f.l.r = W.ref(); W.outputJSON([f.l.r.id, f.l.r.key], 't'); return wait(f.l.r, 1); }, { then: (f, v) => done([f.l.r.id, v]), catch: (f, e) => done(['caught', e]) }]); const manifest = { outputTopics: ['t'] };";

  it("have ids from incarnation and number, and a key for the scheduler (1-20)", () => {
    const outcome = handHost(waiting).start({ threadId: 'a|"b', stepId: "s", incarnation: 36, seed: "0".repeat(64) }, "null");
    expect(outcome.outputs).toEqual(["t", undefined, JSON.stringify(["~10.1", 'a|"b|{"ref":"~10.1"}'])]);
    expect(outcome.openRefs).toEqual([1, undefined, 49, 1]);
  });

  it("are settled by value, by error, and by a record without value (1-04)", () => {
    const thread = () => handWorkflow(waiting).start();
    const id = "~rs.1";
    expect(thread().resume(id, { x: 1 }).result).toEqual([id, { x: 1 }]);
    expect(thread().resume(id).result).toEqual([id, null]);
    expect(thread().reject(id, { code: 3 }).result).toEqual(["caught", { code: 3 }]);
  });

  it("are refused by the host when they are not open (1-06, 1-07)", () => {
    const host = handHost(waiting);
    const { thread } = host.start(context, "null");
    expect(() => host.resume(context, thread, "other", '{"ref":"other"}')).toThrow(/protocol\/ref-not-open: the thread has no open ref "other"/);
    expect(() => host.resume(context, thread, "~7.01", '{"ref":"~7.01"}')).toThrow(/protocol\/ref-not-open/);
  });

  it("named by refId are one ref while they are open, and open anew afterwards (1-21)", () => {
    const thread = handWorkflow(`const main = task([
      (f) => { const a = W.refId("x"), b = W.refId("x", "other"); f.l.same = [a.id, a.key, b.key]; return wait(Promise.all([a, b]), 1); },
      (f, v) => { f.l.first = v; return wait(W.refId("x", "my key"), 2); },
      (f, v) => done([f.l.same, f.l.first, v])]);`).start(null, { threadId: "t" });
    expect(thread.openRefs.map((ref) => ref.id)).toEqual(["x"]);
    expect(thread.resume("x", 1).resume("x", 2).result).toEqual([["x", 't|{"ref":"x"}', 't|{"ref":"x"}'], [1, 1], 2]);
  });

  it.each(['""', '"~x"', "'x'.repeat(257)", "5"])("refuse the id %s", (id) => {
    expect(handHost(`function main() { return W.refId(${id}); }`).start(context, "null").failure!.text).toMatch(/^TypeError: refId: an id is a string of 1 to 256/);
  });

  it("cannot be made while the module is evaluated", () => {
    expect(() => handHost("const r = W.ref(); function main() {}")).toThrow(/step\/outside-step/);
  });

  it("suspend hands the ref over before it is awaited (1-27)", () => {
    const thread = handWorkflow(`const manifest = { outputTopics: ["jobs"] }; const main = task([(f) => wait(W.suspend((r) => W.output(r.id, "jobs")), 1), (f, v) => done(v)]);`).start();
    expect(thread.resume(thread.takeOutputs("jobs")[0]!.value!, 4).result).toBe(4);
  });
});

describe("outputs", () => {
  it("go to declared topics, with the thread's key by default (1-22)", () => {
    const { outputs } = handHost(`const manifest = { outputTopics: ["a", "workflow-resume", "a"] };
      function main() { W.output("x", "a"); W.output(null, "a", "k"); W.outputJSON({ b: "é" }, "a"); W.ensureThread({ c: 1 }, "other"); }`).start(context, "null");
    expect(outputs).toEqual(["a", undefined, "x", "a", "k", null, "a", undefined, '{"b":"é"}', "workflow-resume", "other", 'init:{"c":1}']);
  });

  it("to an undeclared topic undo the step, even when the code catches the error (1-25)", () => {
    const host = handHost(`const manifest = { outputTopics: ["a"] }; function main() { W.output("x", "a"); try { W.output("x", "b"); } catch {} }`);
    expect(() => host.start(context, "null")).toThrow(/step\/undeclared-topic: output to the topic "b"[^]*then[^]*help {2}add it to/);
  });

  it("to workflow-resume point at ensureThread", () => {
    expect(() => handHost(`const manifest = { outputTopics: ["workflow-resume"] }; function main() { W.output("x", "workflow-resume"); }`).start(context, "null")).toThrow(/help {2}use ensureThread/);
  });

  it("of a failed step never appear in the next one (1-D2)", () => {
    const host = handHost(`const manifest = { outputTopics: ["a"] }; function main(topic) { W.output("of " + topic, "a"); W.output("x", topic); }`);
    expect(() => host.start(context, '"undeclared"')).toThrow(/undeclared-topic/);
    host.rollback();
    expect(host.start(context, '"a"').outputs).toEqual(["a", undefined, "of a", "a", undefined, "x"]);
  });

  it("may have headers", () => {
    const { outputs, outputHeaders } = handHost(`const manifest = { outputTopics: ["a"] }; function main() { W.output("x", "a"); W.output("y", "a", "k", { headers: { b: "1", a: "2" } }); W.outputJSON(1, "a", undefined, {}); }`)
      .start(context, "null");
    expect([outputs, outputHeaders]).toEqual([["a", undefined, "x", "a", "k", "y", "a", undefined, "1"], [1, "b", "1", 1, "a", "2"]]);
  });

  it("have the headers that were checked, whatever an accessor says later", () => {
    const { outputHeaders } = handHost(`const manifest = { outputTopics: ["a"] }; let reads = 0; function main() { W.output("x", "a", "k", { headers: { get b() { reads++; return reads === 1 ? "text" : 5; } } }); }`)
      .start(context, "null");
    expect(outputHeaders).toEqual([0, "b", "text"]);
  });

  it.each([["{ headers: 5 }", "the headers must be an object, found number"], ["{ headers: { a: 5 } }", "the header a must be a string, found number"], ["{ headers: { '': 'x' } }", 'the header "" is without a name'],
    ["{ headers: { 'workflow-step-id': 'x' } }", 'the header "workflow-step-id" is the engine\'s own'], ["{ headers: { traceparent: 'x' } }", 'the header "traceparent" is the engine\'s own'],
    ["{ headers: { __proto: 'x' } }", "is the engine's own"], ["{ headers: Object.fromEntries(Array.from({ length: 101 }, (_, n) => ['h' + n, ''])) }", "101 headers, the limit is 100"],
    ["{ headers: { a: 'x'.repeat(10001) } }", "has 10001 characters, the limit is 10000"]])("refuse the options %s", (options, message) => {
    expect(handHost(`const manifest = { outputTopics: ["a"] }; function main() { W.output("x", "a", "k", ${options}); }`).start(context, "null").failure!.text).toContain(message);
  });

  it("fall back to config.outputTopics when there is no manifest (1-26)", () => {
    const host = handHost(`W.config.outputTopics.add("c"); function main() { W.output("x", "c"); }`);
    expect(host.manifest.outputTopics).toEqual(["c"]);
    expect(host.start(context, "null").outputs).toEqual(["c", undefined, "x"]);
  });

  it.each([["W.output(1, 'a')", "the value must be a string, found number; outputJSON"], ["W.output('x')", "the topic must be a string, found undefined"],
    ["W.output('x', 'a', 5)", "the key must be a string, found number"], ["W.outputJSON(undefined, 'a')", "a undefined has no JSON form"],
    ["W.output('x'.repeat(1000001), 'a')", "has 1000001 characters, the limit is 1000000"], ["W.ensureThread({}, '')", "must not be empty"]])("refuse %s", (call, message) => {
    expect(handHost(`const manifest = { outputTopics: ["a"] }; function main() { ${call}; }`).start(context, "null").failure!.text).toContain(message);
  });
});

describe("labels", () => {
  it("are told as a whole when one changes, and not at all otherwise", () => {
    const host = handHost(`function main(calls) { for (const [name, value] of calls) W.label(name, value); }`);
    const given = { ...context, labels: ["a", "1", "b", "2"] };
    const after = (calls: unknown): unknown => host.start(given, JSON.stringify(calls)).labels;
    expect(after([])).toBeUndefined();
    expect(after([["c", ""], ["a", "3"]])).toEqual(["a", "3", "b", "2", "c", ""]);
    expect(after([["a", null], ["unknown", null]])).toEqual(["b", "2"]);
    expect(after([["a", null], ["a", "4"]])).toEqual(["b", "2", "a", "4"]);
    expect(given.labels).toEqual(["a", "1", "b", "2"]);
  });

  it("of a thread that fails are told, too", () => {
    const { failure, labels } = handHost(`function main() { W.label("customer", "c-17"); throw new Error("no"); }`).start(context, "null");
    expect([failure!.message, labels]).toEqual(["no", ["customer", "c-17"]]);
  });

  it("are at most 16, which the code may handle", () => {
    const { result, labels } = handHost(`function main() {
      for (let i = 0; i < 16; i++) W.label("n" + i, "x");
      try { W.label("more", "x"); } catch (error) { W.label("n0", null); W.label("more", "y"); return error.name + ": " + error.message; }
    }`).start(context, "null");
    expect(result).toContain('RangeError: label: the thread has 16 labels, the limit, and \\"more\\" would be one more; label(name, null) takes one off');
    expect([labels!.length, labels!.slice(-2)]).toEqual([32, ["more", "y"]]);
  });

  it.each([["1, 'x'", "the name must be a string, found number"], ["'', 'x'", "a name has 1 to 64 characters"], ["'a=b', 'x'", "a name has 1 to 64 characters"], ["'\u00e9', 'x'", "a name has 1 to 64 characters"],
    ["'n'.repeat(65), 'x'", "a name has 1 to 64 characters"], ["'a', 5", "the value of a must be a string, found number; null takes the label off"], ["'a'", "found undefined"],
    ["'a', 'x'.repeat(257)", "has 257 characters, the limit is 256"], ["'a', 'x\ud800y'", "half of a surrogate pair"]])("refuse label(%s)", (args, message) => {
    const { failure, labels } = handHost(`function main() { W.label(${args}); }`).start(context, "null");
    expect(failure!.text).toContain(message);
    expect(labels).toBeUndefined();
  });

  it("hold any text of 256 characters under any name of 64", () => {
    const name = "Az9_.-".padEnd(64, "x");
    const value = "\u{1f600}\u0000=,".padEnd(256, "\u00e9");
    expect(handHost(`function main([name, value]) { W.label(name, value); }`).start(context, JSON.stringify([name, value])).labels).toEqual([name, value]);
  });
});

describe("the rest of the API", () => {
  it("is small: the list is guarded (1-29)", async () => {
    const { api } = await import("../../src/runtime/api.js");
    const outside = await import("../../src/index.js");
    const names = ["CancelToken", "config", "ensureThread", "label", "output", "outputJSON", "ref", "refId", "stepId", "suspend", "threadId"];
    expect(Object.keys(api).sort()).toEqual(names);
    expect(Object.keys(outside).sort()).toEqual(names);
  });

  it("tells thread and step (1-28)", () => {
    expect(handHost("function main() { return [W.threadId, W.stepId]; }").start(context, "null").result).toBe('["t","workflow-resume-0-7"]');
  });

  it("says how to run a workflow when it is called outside a bundle", async () => {
    const outside = await import("../../src/index.js");
    const help = /host\/not-built: `\w+` of kafka-workflow was called outside a bundle\n {2}help {2}build the module with `kafka-workflow build`/;
    expect(() => outside.ref()).toThrow(help);
    expect(() => outside.output("a", "b")).toThrow(help);
    expect(() => new outside.CancelToken()).toThrow(help);
    expect(() => `${outside.threadId}`).toThrow(help);
    expect(() => outside.config.outputTopics).toThrow(help);
  });

  it("collects console lines with their level (1-13)", () => {
    const { log } = handHost(`function main() { console.log("a", 1, { b: [new Map([[1, "x"]])] }); console.warn(new Error("e").message, -0, 5n); const c = {}; c.c = c; console.debug(c); }`).start(context, "null");
    expect(log).toEqual(["log", 'a 1 { b: [Map { 1 => "x" }] }', "warn", "e -0 5n", "debug", "{ c: { c: { c: {...} } } }"]);
  });
});

describe("bundles that cannot be loaded", () => {
  it("say why", () => {
    expect(() => handHost("const main = 5;")).toThrow(/host\/no-main/);
    expect(() => handHost("function main() {} const manifest = { outputTopics: 'a' };")).toThrow(/host\/bad-manifest/);
    expect(() => handHost("Promise.reject(new Error('at module level')); function main() {}")).toThrow(/at module level/);
  });
});
