import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { Bundle } from "../../src/testing/realm.js";
import { type TestRecord, Workflow, WorkflowError, type WorkflowOptions } from "../../src/testing/index.js";

const source = fileURLToPath(new URL("workflows/inputs.ts", import.meta.url));
let bundle: Bundle;

beforeAll(async () => {
  const { build } = await import("../../src/compiler/index.js");
  const { code, map } = await build({ entry: source });
  bundle = new Bundle(code, source, map);
});

const load = (options?: WorkflowOptions): Workflow => new Workflow(bundle, options);
const lineOf = (text: string): number => readFileSync(source, "utf8").split("\n").findIndex((line) => line.includes(text)) + 1;
const doing = (what: string): TestRecord => ({ topic: "orders", value: JSON.stringify({ id: "o-1", do: what }) });

function refusal(act: () => unknown): WorkflowError {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(WorkflowError);
    return error as WorkflowError;
  }
  throw new Error("expected a refusal");
}

describe.each(["never", "step", "microtask"] as const)("an input, reloaded: %s", (reload) => {
  it("starts a thread, and a record of a second topic resumes it", () => {
    const workflow = load({ reload, nowEpochMs: 5 });
    expect(workflow.inputTopics).toEqual(["orders", "order-payments"]);
    expect(workflow.receive({ topic: "orders", value: '{"id":"o-1","total":30}' })).toEqual([
      { key: "o-1", value: 'new:{"id":"o-1","total":30}', idempotencyKey: "o-1" },
    ]);
    workflow.receive({ topic: "order-payments", key: "o-1", value: new Uint8Array([200, 1]), headers: { status: "ok" } });
    expect(workflow.thread("o-1")!.result).toEqual({ paid: { cents: 200, status: "ok", at: 5 }, seen: 0 });
    expect(workflow.inputLog).toEqual(["info: order o-1 number 1"]);
    expect(workflow.thread("o-1")!.outputs.map(({ headers }) => headers)).toEqual([{ "content-type": "application/json", total: "30" }]);
  });

  it("makes an await throw, and cancels", () => {
    const workflow = load({ reload });
    for (const id of ["o-1", "o-2"]) workflow.receive({ topic: "orders", value: JSON.stringify({ id }) });
    workflow.receive({ topic: "order-payments", key: "o-1", headers: { status: "refused", reason: "no cover" } });
    workflow.receive({ topic: "orders", key: "o-2", value: null });
    expect([workflow.thread("o-1")!.error!.text, workflow.thread("o-2")!.status]).toEqual(["no cover", "cancelled"]);
  });
});

it("starts a thread once for one idempotency key, and leaves a resume for no thread undelivered", () => {
  const workflow = load();
  for (let i = 0; i < 2; i++) workflow.receive({ topic: "orders", value: '{"id":"o-1","total":30}' });
  workflow.receive({ topic: "order-payments", key: "o-9", value: "x" });
  expect(workflow.threads.size).toBe(1);
  expect(workflow.undelivered).toEqual([expect.stringMatching(/^o-9\|\{"ref":"paid"/)]);
});

it("may ensure a thread and resume it in one go, in this order, and has a stable id", () => {
  const workflow = load();
  workflow.receive(doing("ensure"));
  expect(workflow.thread("e")!.result).toEqual({ paid: expect.stringMatching(/^orders-0-\d+$/) as string, seen: 0 });
});

it("may mean nothing", () => {
  expect(load().receive(doing("nothing"))).toEqual([]);
  expect(load().receive({ topic: "orders", key: null, value: null })).toEqual([]);
});

it("keeps no module state, neither for records nor for threads", () => {
  const workflow = load();
  for (const id of ["a", "b"]) workflow.receive({ topic: "orders", value: JSON.stringify({ id }) });
  expect(workflow.inputLog).toEqual(["info: order a number 1", "info: order b number 1"]);
});

describe("what goes wrong is said", () => {
  it("a function that throws, with a stack in source positions", () => {
    const { code, message } = refusal(() => load().receive(doing("throw")));
    expect(code).toBe("input/failed");
    expect(message).toMatch(new RegExp(`^input/failed: the input function of orders threw RangeError: a strange order\\n +at (?:Object\\.)?throw \\(.*inputs\\.ts:${lineOf("a strange order")}:\\d+\\)\\n`));
    expect(message).not.toContain("#bundle");
  });

  it.each(["ref", "refId", "output", "threadId"])("a call of %s", (name) => {
    expect(refusal(() => load().receive(doing(name))).message).toMatch(new RegExp(`^input/forbidden-call: \`${name}\` was called in an input function`));
  });

  it("a call of output that the function catches, and a timer", () => {
    expect(refusal(() => load().receive(doing("swallow"))).code).toBe("input/forbidden-call");
    expect(refusal(() => load().receive(doing("timer"))).message).toContain("`setTimeout` was called");
  });

  it.each(["async", "promise"])("a function that leaves a promise: %s", (name) => {
    expect(refusal(() => load().receive(doing(name))).code).toBe("input/asynchronous");
  });

  it("a changed built-in, and a loop without an end; the next record is read", () => {
    const workflow = load({ stepLimitMs: 100 });
    expect(refusal(() => workflow.receive(doing("builtIn"))).code).toBe("step/changed-built-in");
    expect(refusal(() => workflow.receive(doing("loop"))).code).toBe("testing/step-time-limit");
    expect(workflow.receive({ topic: "orders", value: '{"id":"o-1"}' })).toHaveLength(1);
  });

  it.each([
    ["string", "the result must be an object, found a string of 5 characters"], ["unknown", "the result must have one of the fields start, ensure, resume, cancel, found begin"],
    ["two", "found start, cancel"], ["stray", "the result.start has the fields thread, argument, idempotencyKey, found args"],
    ["noThread", "the result.start.thread must be a string, found undefined"], ["empty", "the result.start.thread must have 1 to 256 bytes as UTF-8, found 0"],
    ["long", "found 258"], ["half", "the result.start.thread has half of a surrogate pair"], ["noRef", "the result.resume.ref must be a string of 1 to 256 characters, found undefined"],
    ["both", "the result.resume has a value and an error"], ["cycle", "the result.start.argument has no JSON form ("],
    ["function", "the result.resume.value has no JSON form: it is a function"], ["second", "the result[1] must be an object, found number"],
  ])("a result that means nothing: %s", (what, message) => {
    const workflow = load();
    const error = refusal(() => workflow.receive(doing(what)));
    expect([error.code, error.message]).toEqual(["input/bad-result", expect.stringContaining(message)]);
    expect(workflow.threads.size).toBe(0);
  });

  it("text that is not UTF-8, as soon as it is read; the bytes are there all the same", () => {
    expect(refusal(() => load().receive({ topic: "orders", value: new Uint8Array([0xc0]) })).message).toMatch(/^input\/not-text: the value of the record is not UTF-8/);
    expect(refusal(() => load().receive({ topic: "order-payments", key: "k", value: "x", headers: { status: new Uint8Array([0xff]) } })).message)
      .toContain('the header "status" of the record is not UTF-8');
  });

  it("a topic without a function", () => {
    expect(refusal(() => load().receive({ topic: "elsewhere" })).code).toBe("input/not-declared");
  });
});

it.each([
  ["inputs: 5", "it must be an object"], ["inputs: { 'a b': () => {} }", '"a b" is no topic name'], ["inputs: { orders: 'toStart' }", "orders has a value of type string, not a function"],
  ["inputs: { 'workflow-resume': () => {} }", "workflow-resume is a topic of the engine's own"],
  ["inputs: Object.fromEntries(Array.from({ length: 33 }, (_, n) => ['t' + n, () => {}]))", "it has 33 topics, at most 32"],
])("a manifest with %s is refused when the bundle is loaded", async (declared, message) => {
  const { build } = await import("../../src/compiler/index.js");
  const contents = `export const manifest = { ${declared} }; export default async function () {}`;
  const { code } = await build({ entry: { contents, directory: fileURLToPath(new URL(".", import.meta.url)), name: "wrong.ts" } });
  expect(() => new Bundle(code, "wrong.ts").evaluate()).toThrow(`host/bad-manifest: \`manifest.inputs\`: ${message}`);
});
