import { describe, expect, test } from "vitest";
import { readCloudEvent } from "kafka-workflow/cloudevents";
import { type Workflow, loadWorkflow } from "kafka-workflow/testing";

const placed = (headers: Record<string, string> = {}) => ({
  topic: "order.placed", key: "ref-1", value: '{"item":"book","total":12}',
  headers: { ce_specversion: "1.0", ce_id: "e-1", ce_source: "/shop", ce_type: "order.placed", ce_orderref: "ref-1", "content-type": "application/json", ...headers },
});
const callback = (type: string, data?: object) => ({
  topic: "order.callbacks", headers: { "content-type": "application/cloudevents+json" },
  value: JSON.stringify({ specversion: "1.0", id: "c-1", source: "/payments", type, subject: "order-e-1", data }),
});

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  const load = async (): Promise<Workflow> => await loadWorkflow("src/index.ts", { reload });

  test("0-04, 0-06: an event starts an order, which tells its id with the correlation value; a callback completes it", async () => {
    const workflow = await load();
    workflow.receive(placed());
    const thread = workflow.thread("order-e-1")!;
    expect(thread.outputs[0]).toMatchObject({ topic: "order.instances", key: "ref-1", json: { id: "order-e-1", variables: { orderref: "ref-1" } } });
    expect(readCloudEvent(thread.outputs[1]!)).toMatchObject({ type: "payment.requested", subject: "order-e-1", orderref: "ref-1", data: { item: "book", total: 12 } });
    workflow.receive(callback("payment.made"));
    expect(thread.result).toEqual({ item: "book", state: "completed" });
    expect(readCloudEvent(thread.outputs[2]!)).toMatchObject({ type: "order.completed", data: { item: "book" } });
  });

  test("a refused payment rejects it", async () => {
    const workflow = await load();
    workflow.receive(placed());
    workflow.receive(callback("payment.refused", { reason: "no cover" }));
    expect(workflow.thread("order-e-1")!.result).toEqual({ item: "book", state: "rejected" });
  });

  test("the same event twice is one order; one without a correlation value is refused", async () => {
    const workflow = await load();
    workflow.receive(placed());
    workflow.receive(placed());
    expect([workflow.threads.size, workflow.undelivered]).toEqual([1, []]);
    expect(() => workflow.receive({ ...placed(), headers: { ...placed().headers, ce_orderref: null } })).toThrow("the event has no orderref");
  });

  test("0-01, 0-14: started without an event it works as ever, and tells of itself without variables", async () => {
    const thread = (await load()).start({ item: "book", total: 12 }, { threadId: "plain" });
    expect(thread.outputs[0]!.json).toEqual({ id: "plain" });
    thread.resume("callback", { type: "payment.made" });
    expect(thread.result).toEqual({ item: "book", state: "completed" });
  });
});
