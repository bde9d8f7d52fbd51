import { describe, expect, it } from "vitest";
import { worldWorkflow } from "./play-world.js";

describe.each(["never", "step", "microtask"] as const)("durable timers, reloaded: %s", (reload) => {
  it("resume what awaits them, with the scheduler's records", async () => {
    const thread = (await worldWorkflow(`await new Promise((done) => setTimeout(done, 1000, "x")); return new Promise((done) => setTimeout(done, 2000, "slept"));`, { reload })).start();
    expect(thread.takeOutputs("workflow-scheduler").map(({ value }) => value)).toEqual(["1000"]);
    thread.advance(999);
    expect(thread.takeOutputs()).toEqual([]);
    thread.advance(1).advance(2000);
    expect(thread.result).toBe("slept");
  });

  it("call back in order of time, and forget what was cleared", async () => {
    const thread = (await worldWorkflow(`
      const seen: unknown[] = [];
      const late = setTimeout(() => seen.push("late"), 300);
      const cleared = setTimeout(() => seen.push("cleared"), 100);
      setTimeout((...args: unknown[]) => { seen.push(args); clearTimeout(cleared); }, 50, 1, "two");
      setTimeout(() => seen.push("soon"));
      clearTimeout(undefined); clearTimeout(999); clearInterval(-1);
      await new Promise<void>((done) => setTimeout(done, 1000));
      return [seen, typeof late];`, { reload })).start();
    thread.advance(2000);
    expect(thread.result).toEqual([["soon", [1, "two"], "late"], "number"]);
  });

  it("repeat until they are cleared, from inside or outside", async () => {
    const thread = (await worldWorkflow(`
      let n = 0, m = 0;
      const inside = setInterval(() => { if (++n === 3) clearInterval(inside); }, 10);
      const outside = setInterval(() => m++, 10);
      await new Promise<void>((done) => setTimeout(done, 45));
      clearInterval(outside);
      const seen = m;
      await new Promise<void>((done) => setTimeout(done, 100));
      return [n, m === seen];`, { reload })).start();
    thread.advance(1000);
    expect(thread.result).toEqual([3, true]);
  });

  it("are taken back when the thread ends or is cancelled", async () => {
    const ended = (await worldWorkflow(`setTimeout(() => {}, 100); return "done";`, { reload })).start();
    expect(ended.takeOutputs().map(({ value }) => value)).toEqual(["100", null]);
    const workflow = await worldWorkflow(`await new Promise<void>((done) => setTimeout(done, 100)); return "not reached";`, { reload });
    const cancelled = workflow.start();
    cancelled.cancel("enough");
    expect([workflow.timers, cancelled.takeOutputs().map(({ value }) => value)]).toEqual([[], ["100", null]]);
  });
});

describe("timers that cannot be", () => {
  it("throw at the call", async () => {
    const thread = (await worldWorkflow(`const said: string[] = [];
      for (const call of [() => setTimeout("code" as never), () => setInterval(null as never, 1), () => setTimeout(() => {}, 1e15)]) try { call(); } catch (e) { said.push(String(e)); }
      return said;`)).start();
    expect(thread.result).toEqual(["TypeError: setTimeout: the callback must be a function, found string", "TypeError: setInterval: the callback must be a function, found null",
                                   "RangeError: setTimeout: a delay of 1000000000000000 ms, the limit is 315360000000 (ten years)"]);
  });

  it("end the thread with what a callback throws", async () => {
    const thread = (await worldWorkflow(`setTimeout(() => { throw new Error("in a timer"); }, 5); return W.ref();`)).start();
    thread.advance(5);
    expect([thread.status, thread.error!.text]).toEqual(["failed", "Error: in a timer"]);
  });

  it("undo the step when the scheduler's topic is not declared", async () => {
    const { build } = await import("../../src/compiler/index.js");
    const { Bundle } = await import("../../src/testing/realm.js");
    const { Workflow } = await import("../../src/testing/index.js");
    const { code } = await build({ entry: { contents: "export default async () => { try { setTimeout(() => {}, 1); } catch {} }", directory: process.cwd(), name: "undeclared.ts" } });
    expect(() => new Workflow(new Bundle(code, "undeclared.ts")).start()).toThrow(/step\/undeclared-topic: setTimeout and setInterval send to the topic "workflow-scheduler"/);
  });
});

describe("AbortSignal.timeout", () => {
  it("aborts at its time, after any number of restarts", async () => {
    const thread = (await worldWorkflow(`const signal = AbortSignal.timeout(500); await new Promise((done) => signal.addEventListener("abort", done)); return [signal.aborted, signal.reason.name];`, { reload: "microtask" })).start();
    thread.advance(499);
    expect(thread.status).toBe("waiting");
    thread.advance(1);
    expect(thread.result).toEqual([true, "TimeoutError"]);
  });
});
