import { describe, expect, it } from "vitest";
import type { Reload } from "../../src/testing/index.js";
import { handWorkflow } from "./hand-bundle.js";

/**
 * `branch(name)` awaits the ref `name`; when it is cancelled it logs, cleans up across one more await, and throws on. `nested(name)` awaits
 * a branch. Every test runs with the thread saved and reloaded at every step, and at every microtask.
 */
const COMMON = `
const manifest = { outputTopics: ["log"] };
const log = (text) => W.output(text, "log");
const branch = task([
  (f) => (f.l.name = f.l.a, wait(W.refId(f.l.a), 1)),
  { then: (f, v) => (log(f.l.name + " got " + v), done(v)),
    catch: (f, e) => { log(f.l.name + (e instanceof W.CancelToken ? " cancelled" : " failed")); f.l.e = e; return wait(undefined, 2); } },
  (f) => { log(f.l.name + " cleaned up"); throw f.l.e; },
]);
const nested = task([
  (f) => (f.l.name = f.l.a, wait(branch(f.l.a + "/inner"), 1)),
  { then: (f, v) => done(v), catch: (f, e) => { log(f.l.name + " cancelled"); throw e; } },
]);
const swallowing = task([
  (f) => wait(W.refId(f.l.a), 1),
  { then: (f, v) => done(v), catch: (f, e) => { log(f.l.a + " swallowed"); return done("kept"); } },
]);
const outcome = (make) => task([
  (f) => wait(make(), 1),
  { then: (f, v) => (log("result " + JSON.stringify(v)), wait(W.refId("end"), 2)),
    catch: (f, e) => (log("threw " + (e instanceof W.CancelToken ? "CancelToken" : e)), wait(W.refId("end"), 2)) },
  (f, v) => done(v),
]);
`;

const modes: Reload[] = ["step", "microtask"];

function play(main: string, reload: Reload, ...records: [string, unknown][]): { log: (string | null)[]; open: string[]; status: string } {
  const thread = handWorkflow(`${COMMON} ${main}`, { reload }).start();
  for (const [ref, value] of records) {
    if (value instanceof Error) thread.reject(ref, value.message);
    else thread.resume(ref, value);
  }
  return { log: thread.outputs.map((record) => record.value), open: thread.openRefs.map((ref) => ref.id), status: thread.status };
}

describe.each(modes)("cancellation, reloaded at every %s", (reload) => {
  it("race: losers are cancelled before the result is delivered, innermost first (1-42, 1-45)", () => {
    const { log, open } = play(`const main = outcome(() => Promise.race([branch("a"), nested("b"), branch("c")]));`, reload, ["a", 1]);
    expect(log).toEqual(["a got 1", "b/inner cancelled", "c cancelled", "b/inner cleaned up", "c cleaned up", "b cancelled", "result 1"]);
    expect(open).toEqual(["end"]);
  });

  it("race: a late reply to a loser finds its ref spent (1-42)", () => {
    const thread = handWorkflow(`${COMMON} const main = outcome(() => Promise.race([branch("a"), branch("b")]));`, { reload }).start();
    thread.resume("a", 1);
    expect(thread.resume("b", 2).openRefs.map((ref) => ref.id)).toEqual(["end"]);
    expect([thread.outputs.at(-1)!.value, thread.mailbox]).toEqual(["result 1", ['{"ref":"b","value":2}']]);
  });

  it("race: the ref of a branch that returned it, or its then, is cancelled", () => {
    const { log, open } = play(`
      function told(e) { log("then " + (e instanceof W.CancelToken)); throw e; } const roots = [told];
      const returning = task([(f) => done(W.refId(f.l.a))]);
      const main = outcome(() => Promise.race([branch("a"), returning("b"), W.refId("c").then(undefined, told)]));`, reload, ["a", 1]);
    expect([log, open]).toEqual([["a got 1", "then true", "result 1"], ["end"]]);
  });

  it("race: a rejection wins as well, and cancels the others first", () => {
    const { log } = play(`const main = outcome(() => Promise.race([branch("a"), branch("b")]));`, reload, ["a", new Error("no")]);
    expect(log).toEqual(["a failed", "a cleaned up", "b cancelled", "b cleaned up", "threw no"]);
  });

  it("all: the first rejection cancels the others, then rejects (1-41)", () => {
    const { log } = play(`const main = outcome(() => Promise.all([branch("a"), branch("b"), nested("c")]));`, reload, ["b", 5], ["a", new Error("no")]);
    expect(log).toEqual(["b got 5", "a failed", "a cleaned up", "c/inner cancelled", "c/inner cleaned up", "c cancelled", "threw no"]);
  });

  it("all: collects values in order, whatever order they come in (1-05, 1-40)", () => {
    const { log } = play(`const main = outcome(() => Promise.all([W.refId("a"), branch("b"), 3]));`, reload, ["b", 2], ["a", 1]);
    expect(log).toEqual(["b got 2", "result [1,2,3]"]);
  });

  it("any: the first value cancels the others; all rejections make an AggregateError (1-43)", () => {
    const first = play(`const main = outcome(() => Promise.any([branch("a"), branch("b"), branch("c")]));`, reload, ["a", new Error("x")], ["b", 2]);
    expect(first.log).toEqual(["a failed", "a cleaned up", "b got 2", "c cancelled", "c cleaned up", "result 2"]);
    const none = play(`const main = outcome(() => Promise.any([W.refId("a"), W.refId("b")]));`, reload, ["a", new Error("x")], ["b", new Error("y")]);
    expect(none.log).toEqual(["threw AggregateError: All promises were rejected"]);
  });

  it("allSettled: cancels nobody, and waits for everybody (1-43)", () => {
    const { log } = play(`const main = outcome(() => Promise.allSettled([W.refId("a"), W.refId("b")]));`, reload, ["a", new Error("x")], ["b", 2]);
    expect(log).toEqual(['result [{"status":"rejected","reason":"x"},{"status":"fulfilled","value":2}]']);
  });

  it("a branch that somebody else waits for is left alone", () => {
    const { log, open } = play(`
      let shared; const main = outcome(() => { const s = branch("shared"); keep(s); return Promise.race([s, branch("b")]); });
      const keep = task([(f) => wait(f.l.a, 1), { then: (f, v) => (log("kept " + v), done(v)) }]);`, reload, ["b", 1], ["shared", 2]);
    expect(log).toEqual(["b got 1", "result 1", "shared got 2", "kept 2"]);
    expect(open).toEqual(["end"]);
  });

  it("a frame that waits for a shared promise is detached, and the promise goes on", () => {
    const { log } = play(`
      const waits = task([(f) => wait(f.l.a, 1), { then: (f, v) => done(v), catch: (f, e) => { log("waiter cancelled"); throw e; } }]);
      const main = outcome(() => { const s = branch("shared"); s.then((v) => log("then " + v)); return Promise.race([waits(s), branch("b")]); });
      const roots = [];`.replace("s.then((v) => log(\"then \" + v))", "s.then(told)").replace("const roots", "function told(v) { log('then ' + v); } const roots = [told]; const unused"),
      reload, ["b", 1], ["shared", 2]);
    expect(log).toEqual(["b got 1", "waiter cancelled", "result 1", "shared got 2", "then 2"]);
  });

  it("swallowing a token is allowed, and changes nothing for the race (1-24)", () => {
    const { log } = play(`const main = outcome(() => Promise.race([branch("a"), swallowing("b")]));`, reload, ["a", 1]);
    expect(log).toEqual(["a got 1", "b swallowed", "result 1"]);
  });

  it("then-chains pass the token on to their handlers", () => {
    const { log } = play(`
      function handler(e) { log("caught " + (e instanceof W.CancelToken)); throw e; } const roots = [handler];
      const main = outcome(() => Promise.race([branch("a"), W.refId("b").then((v) => v).catch(handler)]));`.replace("(v) => v", "undefined"), reload, ["a", 1]);
    expect(log).toEqual(["a got 1", "caught true", "result 1"]);
  });

  it("combinators inside combinators: inner ones end first (1-45)", () => {
    const { log } = play(`
      const inner = task([(f) => wait(Promise.all([branch("x"), branch("y")]), 1), { then: (f, v) => done(v), catch: (f, e) => { log("inner all over"); throw e; } }]);
      const main = outcome(() => Promise.race([inner(), branch("timer")]));`, reload, ["x", 1], ["timer", 0]);
    expect(log).toEqual(["x got 1", "timer got 0", "y cancelled", "y cleaned up", "inner all over", "result 0"]);
  });

  it("the timeout of the trip: every reservation is told before the compensations run (1-44, 1-45, 1-46)", () => {
    const { log } = play(`
      const timer = task([(f) => wait(W.refId("timer"), 1), { then: () => { throw "too late"; }, catch: (f, e) => { log("timer 0"); throw e; } }]);
      const main = outcome(() => Promise.race([Promise.all([branch("car"), branch("hotel")]), timer(), branch("user")]));`, reload, ["car", 1], ["timer", 0]);
    expect(log).toEqual(["car got 1", "hotel cancelled", "user cancelled", "hotel cleaned up", "user cleaned up", "threw too late"]);
    const won = play(`
      const timer = task([(f) => wait(W.refId("timer"), 1), { then: () => { throw "too late"; }, catch: (f, e) => { log("timer 0"); throw e; } }]);
      const main = outcome(() => Promise.race([Promise.all([branch("car"), branch("hotel")]), timer()]));`, reload, ["hotel", 2], ["car", 1]);
    expect(won.log).toEqual(["hotel got 2", "car got 1", "timer 0", "result [1,2]"]);
  });

  it("a branch that runs when it is cancelled gets the token at its next await that blocks", () => {
    const { log } = play(`
      const busy = task([
        (f) => wait(W.refId("go"), 1),
        (f) => wait(1, 2),
        (f) => wait(2, 3),
        (f) => (log("still running"), wait(W.refId("more"), 4)),
        { then: (f, v) => done(v), catch: (f, e) => { log("busy cancelled"); throw e; } },
      ]);
      const other = task([(f) => wait(W.refId("go"), 1), (f, v) => done(v)]);
      const main = outcome(() => Promise.race([other(), busy()]));`, reload, ["go", 1]);
    expect(log).toEqual(["still running", "busy cancelled", "result 1"]);
  });

  it("a sequence rewritten with Promise.all starts both in one step (1-47)", () => {
    const { open } = play(`const main = outcome(() => Promise.all([branch("a"), branch("b")]));`, reload);
    expect(open).toEqual(["a", "b"]);
  });
});

describe.each(modes)("cancelling a thread, reloaded at every %s", (reload) => {
  it("throws at its open awaits, runs cleanup, and ends as cancelled", () => {
    const thread = handWorkflow(`${COMMON} const main = task([(f) => wait(Promise.all([branch("a"), nested("b")]), 1),
      { then: (f, v) => done(v), catch: (f, e) => { log("main " + e.reason.why); throw e; } }]);`, { reload }).start();
    thread.cancel({ why: "asked" });
    expect(thread.outputs.map((record) => record.value)).toEqual(["a cancelled", "b/inner cancelled", "a cleaned up", "b/inner cleaned up", "b cancelled", "main asked"]);
    expect([thread.status, thread.error?.text]).toEqual(["cancelled", "CancelToken: [object Object]"]);
  });

  it("reaches branches that main does not wait for", () => {
    const thread = handWorkflow(`${COMMON} const main = task([(f) => (branch("loose"), wait(swallowing("held"), 1)), (f, v) => wait(W.refId("end"), 2), (f, v) => done(v)]);`, { reload }).start();
    thread.cancel("x");
    expect(thread.outputs.map((record) => record.value)).toEqual(["held swallowed", "loose cancelled", "loose cleaned up"].sort((a, b) => Number(a.startsWith("loose")) - Number(b.startsWith("loose"))));
    expect([thread.status, thread.openRefs.map((ref) => ref.id)]).toEqual(["waiting", ["end"]]);
    thread.resume("end", 1);
    expect([thread.status, thread.result]).toEqual(["completed", 1]);
  });

  it("fails, not cancels, when cleanup throws something else or a token comes without a cancel record", () => {
    const thread = handWorkflow(`${COMMON} const main = task([(f) => wait(W.refId("a"), 1), { then: () => { throw new W.CancelToken("own"); }, catch: () => { throw new Error("cleanup"); } }]);`, { reload });
    expect(thread.start(null, { threadId: "x" }).cancel().error?.message).toBe("cleanup");
    expect(thread.start(null, { threadId: "y" }).resume("a").status).toBe("failed");
  });
});
