import { beforeAll, describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";

const DAY_MS = 24 * 3_600_000;
const ACCOUNT = { accountId: "a-1", address: "Elm Street 1", clientEmail: "ada@example.org", bankDetails: "DE00" };

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  let workflow: Workflow;
  beforeAll(async () => {
    workflow = await loadWorkflow("src/index.ts", { reload });
  });

  test("hello-world: the service greets", () => {
    const thread = workflow.start({ sample: "hello-world", argument: "Temporal" });
    expect(called(thread)).toEqual(["greet"]);
    answer(thread, "Hello, Temporal!");
    expect(thread.result).toBe("Hello, Temporal!");
  });

  test("sleep-for-days: a mail every 30 days until it is complete", () => {
    const thread = workflow.start({ sample: "sleep-for-days" });
    answer(thread);
    thread.advance(30 * DAY_MS);
    expect(called(thread)).toEqual(["sendEmail", "sendEmail"]);
    answer(thread);
    thread.advance(DAY_MS).resume("complete");
    expect(thread.result).toBe("done!");
    expect(called(thread)).toHaveLength(2);
  });

  test("signals-queries: asked before and unblocked after", () => {
    const thread = workflow.start({ sample: "signals-queries" });
    thread.resume("isBlocked", { id: "q-1" });
    expect(thread.outputs.map((record) => record.json)).toEqual([{ id: "q-1", isBlocked: true }]);
    thread.resume("unblock");
    expect([thread.status, thread.log]).toEqual(["completed", ["log: unblocked"]]);
  });

  test("signals-queries: cancelled", () => {
    const thread = workflow.start({ sample: "signals-queries" }).cancel("enough");
    expect([thread.status, thread.log]).toEqual(["cancelled", ["log: cancelled"]]);
  });

  test.each([
    ["approved and paid", (thread: WorkflowThread) => answer(thread.resume("approve")), "COMPLETED", ["createExpense", "payment"]],
    ["rejected", (thread: WorkflowThread) => thread.resume("reject"), "REJECTED", ["createExpense"]],
    ["forgotten", (thread: WorkflowThread) => thread.advance(10_000), "TIMED_OUT", ["createExpense"]],
  ] as const)("expense: %s", (_, act, status, calls) => {
    const thread = workflow.start({ sample: "expense", argument: { id: "e-1" } });
    answer(thread);
    act(thread);
    expect(thread.result).toEqual({ status });
    expect(called(thread)).toEqual(calls);
  });

  test("saga: all four steps", () => {
    const thread = workflow.start({ sample: "saga", argument: ACCOUNT });
    for (let step = 0; step < 4; step++) answer(thread);
    expect(called(thread)).toEqual(["createAccount", "addAddress", "addClient", "addBankAccount"]);
    expect(thread.status).toBe("completed");
  });

  test("saga: the last step fails, one compensation too, and the others run", () => {
    const thread = workflow.start({ sample: "saga", argument: ACCOUNT });
    for (let step = 0; step < 3; step++) answer(thread);
    refuse(thread, "bank says no");
    refuse(thread, "client not found");
    answer(thread);
    expect(called(thread).slice(4)).toEqual(["removeClient", "clearPostalAddresses"]);
    expect(thread.error!.text).toBe("bank says no");
  });

  test("continue-as-new: ten iterations in one thread", () => {
    const thread = workflow.start({ sample: "continue-as-new" });
    thread.advance(9_999);
    expect([thread.status, thread.log.length]).toEqual(["waiting", 10]);
    thread.advance(1);
    expect(thread.status).toBe("completed");
  });
});

interface Call {
  ref: string;
  activity: string;
}

function calls(thread: WorkflowThread): Call[] {
  return thread.outputs.filter((record) => record.topic === "activities").map((record) => record.json as Call);
}

function called(thread: WorkflowThread): string[] {
  return calls(thread).map(({ activity }) => activity);
}

function answer(thread: WorkflowThread, value?: unknown): WorkflowThread {
  return thread.resume(calls(thread).at(-1)!.ref, value);
}

function refuse(thread: WorkflowThread, why: string): WorkflowThread {
  return thread.reject(calls(thread).at(-1)!.ref, why);
}
