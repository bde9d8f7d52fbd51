import { beforeEach, describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";
import { type Envelope, managerOf, threadIdOf } from "workflow-versioning";

const LAMP = { item: "lamp", cents: 3_000 };
const BULB = { item: "bulb", cents: 700 };

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  let workflow: Workflow;
  let manager: WorkflowThread;
  beforeEach(async () => {
    workflow = await loadWorkflow("src/index.ts", { reload });
    const envelope: Envelope = { workflow: "upgrade-manager", version: "1.0.0", kind: "start", bookingId: "order", payload: { workflow: "order", version: "1.0.0" } };
    manager = workflow.start(envelope, { threadId: managerOf("order") });
  });

  const order = (id: string, version = "1.0.0"): WorkflowThread => workflow.thread(threadIdOf("order", version, id))!;

  function open(id: string): void {
    manager.resume("book", { bookingId: id, payload: { customer: "ada" } });
  }

  function release(version: string): void {
    manager.resume("release", { version });
    workflow.advance(1);
  }

  test("a cart of 1.0 is filled, emptied and paid", () => {
    open("o-1");
    for (const action of [{ add: LAMP }, { add: BULB }, { remove: "lamp" }, { checkOut: true }]) order("o-1").resume("cart", action);
    paid(order("o-1"), 700);
    expect(order("o-1").result).toEqual({ paid: 700, receipt: "R-1" });
  });

  test("1.1 takes a full cart over, and vouchers work in it", () => {
    open("o-1");
    order("o-1").resume("cart", { add: LAMP });
    release("1.1.0");
    for (const action of [{ add: BULB }, { voucher: "SPRING" }, { voucher: "SPRING" }, { checkOut: true }]) order("o-1").resume("cart", action);
    paid(order("o-1"), 3_200);
    expect(order("o-1").result).toEqual({ paid: 3_200, receipt: "R-1" });
  });

  test("an order that is being paid stays what it is", () => {
    open("o-1");
    order("o-1").resume("cart", { add: LAMP }).resume("cart", { checkOut: true });
    release("1.1.0");
    paid(order("o-1"), 3_000);
    expect(order("o-1").result).toEqual({ paid: 3_000, receipt: "R-1" });
  });

  test("orders of 2.0 begin empty, beside those of 1.x, which go on", () => {
    open("o-1");
    order("o-1").resume("cart", { add: LAMP });
    release("2.0.0");
    open("o-1");
    const fresh = order("o-1", "2.0.0");
    fresh.resume("cart", { article: "lamp", count: 2 }).resume("cart", { checkOut: { currency: "SEK", amount: 600 } });
    paid(fresh, 600);
    expect(fresh.result).toEqual({ articles: { lamp: 2 }, paid: 600, receipt: "R-1" });
    order("o-1").resume("cart", { checkOut: true });
    paid(order("o-1"), 3_000);
    expect(order("o-1").status).toBe("completed");
  });
});

/** Answers the payment, which has to be over that amount. */
function paid(thread: WorkflowThread, amount: number): void {
  const request = thread.outputs.filter((record) => record.topic === "shop-payments").at(-1)?.json as { ref: string; amount: number } | undefined;
  expect(request).toMatchObject({ amount });
  thread.resume(request!.ref, "R-1");
}
