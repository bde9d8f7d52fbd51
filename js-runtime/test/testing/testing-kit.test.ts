import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { Bundle } from "../../src/testing/realm.js";
import { Timers, splitKey } from "../../src/testing/timers.js";
import { Workflow, WorkflowError, type WorkflowOptions } from "../../src/testing/index.js";

const source = fileURLToPath(new URL("workflows/shop.ts", import.meta.url));
let bundle: Bundle;

beforeAll(async () => {
  const { build } = await import("../../src/compiler/index.js");
  const { code, map } = await build({ entry: source });
  bundle = new Bundle(code, source, map);
});

/** The line of the workflow that contains `text`. */
const lineOf = (text: string): number => readFileSync(source, "utf8").split("\n").findIndex((line) => line.includes(text)) + 1;

const load = (options?: WorkflowOptions): Workflow => new Workflow(bundle, options);

describe.each(["never", "step", "microtask"] as const)("a thread, reloaded: %s", (reload) => {
  it("waits, is resumed, and completes", () => {
    const thread = load({ reload }).start({ do: "loop" });
    expect(thread.openRefs).toEqual([{ id: "item-0", at: expect.stringMatching(new RegExp(`shop\\.ts:${lineOf("await W.refId(`item")}:\\d+$`)) as string }]);
    thread.resume("item-0", "a").resume({ id: "item-1" }, { b: 1 }).resume("item-2");
    expect([thread.status, thread.result, thread.openRefs]).toEqual(["completed", ["a", { b: 1 }, null], []]);
  });

  it("sleeps as long as the scheduler says", () => {
    const thread = load({ reload }).start({ do: "sleep", ms: 1000 });
    thread.advance(999);
    expect(thread.status).toBe("waiting");
    thread.advance(1);
    expect([thread.status, thread.result]).toEqual(["completed", "slept 1000"]);
    expect(thread.takeOutputs().map(({ topic, value }) => [topic, value])).toEqual([["workflow-scheduler", "1000"]]);
  });

  it("takes its timer back when it is cancelled (1-46)", () => {
    const workflow = load({ reload });
    const thread = workflow.start({ do: "sleep", ms: 1000 }).cancel({ by: "user" });
    expect([thread.status, thread.error!.name, workflow.timers]).toEqual(["cancelled", "CancelToken", []]);
    thread.advance(5000);
    expect(workflow.undelivered).toEqual([]);
  });

  it("is started by ensureThread once (1-23)", () => {
    const workflow = load({ reload });
    const parent = workflow.start({ do: "delegate", ms: 50 }, { threadId: "parent" });
    const child = workflow.thread("child")!;
    workflow.advance(50);
    expect([child.result, parent.status]).toEqual(["slept 50", "waiting"]);
    expect(workflow.nowEpochMs).toBe(50);
  });

  it("is cancelled by a record of another thread that comes over the scheduler, unless it has ended", () => {
    const workflow = load({ reload });
    const child = workflow.start({ do: "sleep", ms: 50 }, { threadId: "child" });
    workflow.start({ do: "call-off" }).advance(1);
    expect([child.status, workflow.timers, workflow.undelivered]).toEqual(["cancelled", [], []]);
    workflow.start({ do: "call-off" }).advance(1);
    expect(workflow.undelivered).toEqual(['child|{"cancel":"enough"}']);
  });

  it("collects log lines and knows its ids (1-28)", () => {
    const thread = load({ reload }).start({ do: "log" }, { threadId: "t-1" });
    expect(thread.result).toBe("t-1");
    expect(thread.log).toEqual([expect.stringMatching(/^info: hello t-1 workflow-resume-0-\d+$/)]);
  });
});

describe("what goes wrong is said", () => {
  it("a failure, with a stack in source positions (1-13, 1-D12)", () => {
    const { status, error } = load().start({ do: "fail" }).resume("go");
    expect([status, error!.text, error!.name, error!.message]).toEqual(["failed", "RangeError: too far", "RangeError", "too far"]);
    expect(error!.stack).toMatch(new RegExp(`^RangeError: too far\\n +at fail \\(.*shop\\.ts:${lineOf("throw new RangeError")}:\\d+\\)\\n`));
    expect(error!.stack).not.toMatch(/#bundle/);
  });

  it("an undone step, as an instance of WorkflowError with a code", () => {
    let thrown: unknown;
    try {
      load().start({ do: "hold", what: "Proxy" });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(WorkflowError);
    expect((thrown as WorkflowError).code).toBe("codec/unserializable-value");
  });

  it("a ref that is not open, with those that are", () => {
    const thread = load().start({ do: "loop" });
    expect(() => thread.resume("~rs.7", 1)).toThrow(/^testing\/ref-not-open: .*no open ref "~rs.7": open are "item-0"/);
  });

  it("a thread that has ended, exists, or was undone", () => {
    const workflow = load();
    const thread = workflow.start({ do: "log" }, { threadId: "a" });
    expect(() => thread.cancel()).toThrow(/testing\/thread-ended: .*completed/);
    expect(workflow.start({ do: "loop" }, { threadId: "a" }).status).toBe("waiting");
    expect(() => workflow.start({ do: "loop" }, { threadId: "a" })).toThrow(/testing\/thread-exists/);
  });

  it("a step without an end", () => {
    expect(() => load({ stepLimitMs: 100 }).start({ do: "endless" })).toThrow(/testing\/step-time-limit: .*100 ms/);
  });

  it("a timer that no scheduler could read, and the step is undone", () => {
    const workflow = load();
    expect(() => workflow.start({ do: "bad-timer" }, { threadId: "x" })).toThrow(/testing\/invalid-timer: .*"soon"/);
    expect([workflow.thread("x"), workflow.timers]).toEqual([undefined, []]);
  });

  it.each([["Proxy", "a Proxy"], ["WeakMap", "an instance of a subclass of a weak collection"], ["subclass", "a promise whose prototype was replaced"], ["iterator", "a native Array Iterator"],
    ["other", "a promise, iterator or weak collection with properties of its own"]])("a live variable that cannot be saved: %s, with its name and position", (what, kind) => {
    expect(() => load().start({ do: "hold", what })).toThrow(
      new RegExp(`codec/unserializable-value: cannot save \`order\\.client\\.held\` \\(${kind}\\)[^]*at {4}.*shop\\.ts:${lineOf("await W.ref()")}:\\d+, local \`order\` of \`hold\``));
  });

  it("options that mean nothing", () => {
    expect(() => load({ reload: "often" as never })).toThrow(/testing\/invalid-option: `reload`/);
    expect(() => load().advance(-1)).toThrow(/testing\/invalid-option: `ms`/);
  });

  it("a file that is no bundle", () => {
    expect(() => new Workflow(new Bundle("42", "x.js"))).toThrow(/testing\/not-a-bundle: x\.js/);
  });
});

describe("the scheduler", () => {
  it("fires in order of due time, replaces and forgets by key (1-D11)", () => {
    const timers = new Timers();
    timers.apply('a|{"ref":"1"}', "100", 0);
    timers.apply('b|{"ref":"1"}', "50", 0);
    timers.apply('a|{"ref":"1"}', "10", 0);
    timers.apply('c|{"ref":"1"}', "20", 0);
    timers.apply('c|{"ref":"1"}', "0", 0);
    timers.apply('d|{"ref":"1"}', "20", 0);
    timers.apply('d|{"ref":"1"}', null, 0);
    expect([timers.takeDue(1000), timers.takeDue(1000), timers.takeDue(1000)].map((due) => due && [due.threadId, due.dueAtEpochMs])).toEqual([["a", 10], ["b", 50], undefined]);
  });

  it("splits keys at the first bar that a JSON object follows", () => {
    expect(splitKey('a|b|{"ref":"x|y"}')).toEqual(["a|b", '{"ref":"x|y"}']);
    expect(splitKey("a|5")).toBe(undefined);
    expect(splitKey("plain")).toBe(undefined);
  });
});
