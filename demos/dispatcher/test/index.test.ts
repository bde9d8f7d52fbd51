import { beforeAll, describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";

const WEEK_MS = 7 * 24 * 3_600_000;

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  let workflow: Workflow;
  beforeAll(async () => {
    workflow = await loadWorkflow("src/index.ts", { reload });
  });

  test("a field of the start envelope chooses the workflow (1-65)", () => {
    const shipment = workflow.start({ workflow: "shipment", payload: { item: "lamp" } });
    expect(shipment.outputs.map((record) => record.topic)).toEqual(["warehouse"]);
    shipment.resume(refOf(shipment), "T-1");
    expect(shipment.result).toEqual({ trackingNumber: "T-1" });

    const invoice = workflow.start({ workflow: "invoice", payload: { customer: "ada", cents: 500 } });
    expect(invoice.outputs[0]).toMatchObject({ topic: "billing", json: { customer: "ada", cents: 500 } });
    invoice.resume(refOf(invoice), 500);
    expect(invoice.result).toEqual({ paid: 500 });
  });

  test("one of them starts another one as a thread of its own, by the same envelope (1-23)", () => {
    const invoice = workflow.start({ workflow: "invoice", payload: { customer: "ada", cents: 500 } }, { threadId: "i-1" });
    const reminder = workflow.thread("i-1/reminder")!;
    workflow.advance(2 * WEEK_MS);
    expect(mails(reminder)).toEqual(["reminder 1 of i-1", "reminder 2 of i-1"]);
    reminder.resume("stop");
    expect(reminder.result).toEqual({ sent: 2 });
    expect(workflow.timers.filter((key) => key.startsWith("i-1/reminder|"))).toEqual([]);
    expect(invoice.status).toBe("waiting");
  });

  test("a reminder that nobody stops ends after three weeks", () => {
    const reminder = workflow.start({ workflow: "reminder", payload: { customer: "eve", about: "i-2" } });
    workflow.advance(3 * WEEK_MS);
    expect(reminder.result).toEqual({ sent: 3 });
    expect(mails(reminder)).toHaveLength(3);
  });

  test.each(["refund", "toString", "__proto__"])("an unknown name (%s) fails its thread alone, and names those that there are", (name) => {
    const thread = workflow.start({ workflow: name, payload: {} });
    expect(thread.error!.message).toBe(`no workflow "${name}"; there are invoice, reminder, shipment`);
  });
});

function refOf(thread: WorkflowThread): string {
  return (thread.outputs[0]!.json as { ref: string }).ref;
}

function mails(thread: WorkflowThread): string[] {
  return thread.outputs.filter((record) => record.topic === "mails").map((record) => (record.json as { text: string }).text);
}
