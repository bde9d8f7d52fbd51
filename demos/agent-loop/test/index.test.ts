import { beforeAll, describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";
import type { Message } from "../src/index.js";

const HOUR_MS = 3_600_000;
const GOAL = "Give Ada her money back";

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  let workflow: Workflow;
  beforeAll(async () => {
    workflow = await loadWorkflow("src/index.ts", { reload });
  });

  test("the model is given what its tools said, until it has an answer", () => {
    const thread = workflow.start({ goal: GOAL });
    expect(asked(thread, "agent-model")).toMatchObject({ messages: [{ role: "user", content: GOAL }] });
    calls(thread, { tool: "search-orders", arguments: { customer: "ada" } });
    expect(asked(thread, "agent-tool-search-orders")).toMatchObject({ arguments: { customer: "ada" } });
    answer(thread, "agent-tool-search-orders", ["o-1"]);
    expect(toolMessages(thread)).toEqual(['["o-1"]']);
    answer(thread, "agent-model", { answer: "It is order o-1." });
    expect(thread.result).toEqual({ answer: "It is order o-1.", turns: 2 });
  });

  test("a tool that does harm is not called before a person has agreed", () => {
    const thread = workflow.start({ goal: GOAL });
    calls(thread, { tool: "refund", arguments: { order: "o-1" } });
    expect(asked(thread, "agent-approvals")).toMatchObject({ tool: "refund", arguments: { order: "o-1" } });
    expect(requests(thread, "agent-tool-refund")).toEqual([]);
    answer(thread, "agent-approvals", { approved: true, by: "grace" });
    expect(timers(thread)).toEqual([]);
    answer(thread, "agent-tool-refund", { cents: 900 });
    expect(toolMessages(thread)).toEqual(['{"cents":900}']);
  });

  test.each([
    ["a no", (thread: WorkflowThread) => answer(thread, "agent-approvals", { approved: false, by: "grace" }), "denied by grace"],
    ["silence", (thread: WorkflowThread) => void thread.advance(24 * HOUR_MS), "denied by nobody, in time"],
  ])("%s goes to the model, and the tool is not called", (_, decide, told) => {
    const thread = workflow.start({ goal: GOAL });
    calls(thread, { tool: "refund", arguments: { order: "o-1" } });
    decide(thread);
    expect(toolMessages(thread)).toEqual([told]);
    expect(requests(thread, "agent-tool-refund")).toEqual([]);
  });

  test("several calls are made at once; one that fails, or that does not exist, is told to the model", () => {
    const thread = workflow.start({ goal: GOAL });
    calls(thread, { tool: "search-orders", arguments: 1 }, { tool: "search-orders", arguments: 2 }, { tool: "rm", arguments: 3 });
    const [first, second] = requests(thread, "agent-tool-search-orders");
    thread.resume(second!.ref, "two");
    thread.reject(first!.ref, "out of order");
    expect(toolMessages(thread)).toEqual(["error: out of order", '"two"', 'error: no tool "rm"; there are search-orders, refund']);
  });

  test("a model that finds no end is stopped", () => {
    const thread = workflow.start({ goal: GOAL, turnsMax: 2 });
    for (let turn = 0; turn < 2; turn++) {
      calls(thread, { tool: "search-orders", arguments: {} });
      answer(thread, "agent-tool-search-orders", []);
    }
    expect(thread.error!.message).toBe("no answer after 2 turns");
  });

  test("a conversation that grows too long is summed up and forgotten", () => {
    const thread = workflow.start({ goal: GOAL, charactersMax: 100 });
    calls(thread, { tool: "search-orders", arguments: {} });
    answer(thread, "agent-tool-search-orders", "x".repeat(500));
    expect(asked(thread, "agent-model")).toMatchObject({ sumUp: true });
    answer(thread, "agent-model", { answer: "nothing of interest" });
    expect(messages(thread)).toEqual([{ role: "user", content: GOAL }, { role: "assistant", content: "nothing of interest" }]);
  });

  test("cancelled while a person is asked: no tool is called, no timer stays", () => {
    const thread = workflow.start({ goal: GOAL });
    calls(thread, { tool: "refund", arguments: { order: "o-1" } });
    thread.cancel("closed");
    expect(thread.status).toBe("cancelled");
    expect(requests(thread, "agent-tool-refund")).toEqual([]);
    expect(timers(thread)).toEqual([]);
  });
});

test("the thread is as large as its conversation, however many turns there were", async () => {
  const workflow = await loadWorkflow("src/index.ts");
  const sizes: number[] = [];
  const thread = workflow.start({ goal: GOAL, turnsMax: 1_000, charactersMax: 3_000 });
  for (let turn = 0; turn < 60; turn++) {
    calls(thread, { tool: "search-orders", arguments: { page: turn } });
    answer(thread, "agent-tool-search-orders", "x".repeat(400));
    if (requests(thread, "agent-model").at(-1)!["sumUp"] === true) answer(thread, "agent-model", { answer: "so far, so good" });
    sizes.push(thread.bodyBytes! - JSON.stringify(messages(thread)).length);
  }
  expect(Math.max(...sizes), "beside the conversation").toBeLessThan(400);
  expect(Math.max(...sizes.slice(50))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 10)) + 16);
});

interface Request {
  ref: string;
  [field: string]: unknown;
}

function requests(thread: WorkflowThread, topic: string): Request[] {
  return thread.outputs.filter((record) => record.topic === topic).map((record) => record.json as Request);
}

/** The latest request. */
function asked(thread: WorkflowThread, topic: string): Request {
  const latest = requests(thread, topic).at(-1);
  if (latest === undefined) throw new Error(`expected a request on ${topic}, but found ${thread.outputs.map((record) => record.topic).join(", ")}`);
  return latest;
}

function answer(thread: WorkflowThread, topic: string, value: unknown): void {
  thread.resume(asked(thread, topic).ref, value);
}

function calls(thread: WorkflowThread, ...list: { tool: string; arguments: unknown }[]): void {
  answer(thread, "agent-model", { calls: list });
}

/** What the model was given last. */
function messages(thread: WorkflowThread): Message[] {
  return asked(thread, "agent-model")["messages"] as Message[];
}

function toolMessages(thread: WorkflowThread): string[] {
  return messages(thread).filter(({ role }) => role === "tool").map(({ content }) => content);
}

function timers(thread: WorkflowThread): string[] {
  return thread.workflow.timers.filter((key) => key.startsWith(`${thread.id}|`));
}
