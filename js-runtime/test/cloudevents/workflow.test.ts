import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readCloudEvent } from "../../src/cloudevents/index.js";
import { type Workflow, loadWorkflow } from "../../src/testing/index.js";

const load = async (reload: "never" | "step" | "microtask"): Promise<Workflow> => await loadWorkflow(fileURLToPath(new URL("workflow.ts", import.meta.url)), { reload });
const headers = { ce_specversion: "1.0", ce_id: "e-1", ce_source: "/here", ce_type: "asked", ce_correlation: "c-1", "content-type": "application/json" };

describe.each(["never", "step", "microtask"] as const)("events in a workflow, reloaded: %s", (reload) => {
  it("start a thread, are kept across an await, and go out in both modes", async () => {
    const workflow = await load(reload);
    workflow.receive({ topic: "events", value: '{"n":1}', headers });
    const callback = { specversion: "1.0", id: "e-2", source: "/there", type: "called", subject: "e-1", data: { n: 2 } };
    workflow.receive({ topic: "callbacks", value: JSON.stringify(callback), headers: { "content-type": "application/CloudEvents+json; charset=UTF-8" } });
    const thread = workflow.thread("e-1")!;
    const [binary, structured] = thread.outputs.map((output) => readCloudEvent(output));
    expect(binary).toEqual({ specversion: "1.0", id: "e-1", source: "/here", type: "asked", correlation: "c-1", datacontenttype: "application/json", data: { n: 2 } });
    expect(thread.outputs[0]!.headers).toEqual(headers);
    expect(structured).toEqual({ specversion: "1.0", id: thread.result, source: "/answers", type: "answered", subject: "e-1", datacontenttype: "image/png", data: new Uint8Array([0, 255]) });
  });

  it("are left alone or refused when they are none", async () => {
    const workflow = await load(reload);
    expect(workflow.receive({ topic: "events", value: "{}" })).toEqual([]);
    expect(() => workflow.receive({ topic: "callbacks", value: "{}" })).toThrow(/^input\/failed: the input function of callbacks threw CloudEventError: cloudevents\/invalid-event: the attribute specversion is missing/);
    expect(() => workflow.receive({ topic: "callbacks", value: "[]", headers: { "content-type": "application/cloudevents-batch+json" } })).toThrow(/a batch of events in one record/);
  });
});
