import { describe, expect, test } from "vitest";
import { loadWorkflow, type Reload, type WorkflowThread } from "kafka-workflow/testing";

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("a valid update is accepted, answered, and in the result", async () => {
    const order = await place(reload);
    order.resume("update", { id: "u-1", quantity: 1 });
    expect(answers(order)).toEqual([{ id: "u-1", accepted: true, order: { item: "lamp", quantity: 1 } }]);
    order.resume("packed").resume("shipped");
    expect(order.result).toEqual({ item: "lamp", quantity: 1 });
  });

  test.each([0, 11, 1.5, "3"])("an invalid one (quantity %s) is refused and changes nothing", async (quantity) => {
    const order = await place(reload);
    order.resume("update", { id: "u-1", quantity });
    expect(answers(order)).toEqual([{ id: "u-1", accepted: false, why: "the quantity must be 1 to 10" }]);
    order.resume("packed").resume("shipped");
    expect(order.result).toEqual({ item: "lamp", quantity: 2 });
  });

  test("more has to be in stock, and the next update waits for the answer", async () => {
    const order = await place(reload);
    order.resume("update", { id: "u-1", quantity: 5 });
    order.resume("update", { id: "u-2", quantity: 4 });
    expect(stockRequests(order)).toMatchObject([{ item: "lamp", quantity: 3 }]);
    expect(answers(order)).toEqual([]);
    order.resume(stockRequests(order)[0]!.ref, true);
    expect(answers(order)).toMatchObject([{ id: "u-1", accepted: true }, { id: "u-2", accepted: true, order: { quantity: 4 } }]);
    order.resume("update", { id: "u-3", quantity: 10 });
    order.resume(stockRequests(order)[1]!.ref, false);
    expect(answers(order)[2]).toEqual({ id: "u-3", accepted: false, why: "there are no 6 more" });
  });

  test("an order that is packed refuses, also an update that was on its way", async () => {
    const order = await place(reload);
    order.resume("update", { id: "u-1", quantity: 5 });
    order.resume("packed");
    order.resume(stockRequests(order)[0]!.ref, true);
    order.resume("update", { id: "u-2", quantity: 1 });
    expect(answers(order)).toEqual([
      { id: "u-1", accepted: false, why: "the order was packed in the meantime" },
      { id: "u-2", accepted: false, why: "the order is packed" },
    ]);
  });

  test("an update sent twice is applied once and answered twice", async () => {
    const order = await place(reload);
    order.resume("update", { id: "u-1", quantity: 3 });
    order.resume("update", { id: "u-1", quantity: 3 });
    order.resume(stockRequests(order)[0]!.ref, true);
    expect(stockRequests(order)).toHaveLength(1);
    const answer = { id: "u-1", accepted: true, order: { item: "lamp", quantity: 3 } };
    expect(answers(order)).toEqual([answer, answer]);
  });
});

async function place(reload: Reload): Promise<WorkflowThread> {
  return (await loadWorkflow("src/index.ts", { reload })).start({ item: "lamp", quantity: 2 });
}

function sent(thread: WorkflowThread, topic: string): unknown[] {
  return thread.outputs.filter((output) => output.topic === topic).map((output) => output.json);
}

const answers = (thread: WorkflowThread): unknown[] => sent(thread, "order-updates");
const stockRequests = (thread: WorkflowThread): { ref: string }[] => sent(thread, "stock-requests") as { ref: string }[];
