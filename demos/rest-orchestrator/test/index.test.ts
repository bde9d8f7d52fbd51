import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type OutputRecord, type Workflow, type WorkflowThread, loadWorkflow } from "kafka-workflow/testing";
import { checkedDefinition } from "../src/definition.js";
import type { Job, Result } from "../src/job.js";

const SOURCE = fileURLToPath(new URL("../src/index.ts", import.meta.url));
const HOUR_MS = 60 * 60 * 1000;
const STEPS = [{ action: "charge", stepIndex: 20 }, { action: "reserve", stepIndex: 3, timeoutMs: 5_000 }, { action: "ship", stepIndex: 100 }];

const start = (workflow: Workflow, runId: string, input: unknown = { item: "book" }): WorkflowThread =>
  workflow.start({ run: { runId, workflowId: "order", version: 2, steps: STEPS, input } }, { threadId: `run ${runId}` });
const take = (thread: WorkflowThread, topic: string): unknown[] => thread.takeOutputs(topic).map((record: OutputRecord) => record.json);
const told = (thread: WorkflowThread): unknown[] => thread.outputs.filter(({ topic }) => topic === "workflow-runs").map((record) => record.json);
const job = (thread: WorkflowThread): Job => thread.takeOutputs("workflow-jobs")[0]!.json as Job;
const answer = (workflow: Workflow, result: Result | string | null): unknown =>
  workflow.receive({ topic: "workflow-results", key: "k", value: typeof result === "object" && result !== null ? JSON.stringify(result) : result });

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("3-04, 3-08: steps are jobs in the order of stepIndex, and the output of one is the input of the next", async () => {
    const workflow = await loadWorkflow(SOURCE, { reload });
    const run = start(workflow, "r-1");
    const first = run.takeOutputs("workflow-jobs");
    expect([first.length, first[0]!.key, first[0]!.json]).toEqual([1, "r-1", { jobId: expect.stringMatching(/^r-1~/) as string, runId: "r-1", workflowId: "order", stepIndex: 3, action: "reserve", input: { item: "book" } }]);
    answer(workflow, { jobId: (first[0]!.json as Job).jobId, output: { reserved: 1 } });
    const second = job(run);
    expect(second).toMatchObject({ stepIndex: 20, action: "charge", input: { reserved: 1 } });
    answer(workflow, { jobId: second.jobId });
    const third = job(run);
    expect(third).toMatchObject({ stepIndex: 100, action: "ship", input: null });
    answer(workflow, { jobId: third.jobId, output: "sent" });
    expect([run.status, run.result, workflow.timers]).toEqual(["completed", "sent", []]);
    expect(new Set([first[0]!.json as Job, second, third].map(({ jobId }) => jobId)).size).toBe(3);
  });

  test("3-02: a run tells how it stands, under its id", async () => {
    const workflow = await loadWorkflow(SOURCE, { reload });
    const run = start(workflow, "r-1");
    const common = { runId: "r-1", workflowId: "order", version: 2, startedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string };
    for (let jobs = run.takeOutputs("workflow-jobs"); jobs.length > 0; jobs = run.takeOutputs("workflow-jobs")) {
      const { jobId, action } = jobs[0]!.json as Job;
      answer(workflow, { jobId, output: `${action} done` });
    }
    expect(run.outputs.filter(({ topic }) => topic === "workflow-runs").every(({ key }) => key === "r-1")).toBe(true);
    expect(told(run)).toEqual([
      { ...common, status: "running", stepIndex: 3, action: "reserve" }, { ...common, status: "running", stepIndex: 20, action: "charge" },
      { ...common, status: "running", stepIndex: 100, action: "ship" }, { ...common, status: "completed", output: "ship done" },
    ]);
  });

  test("3-07: the second result of a job changes nothing, while the run waits and when it has ended", async () => {
    const workflow = await loadWorkflow(SOURCE, { reload });
    const run = start(workflow, "r-1");
    const first = job(run);
    answer(workflow, { jobId: first.jobId, output: 1 });
    const second = job(run);
    answer(workflow, { jobId: first.jobId, output: 2 });
    answer(workflow, { jobId: first.jobId, error: { message: "late" } });
    expect([second.input, take(run, "workflow-jobs"), run.status]).toEqual([1, [], "waiting"]);
    answer(workflow, { jobId: second.jobId, output: 3 });
    answer(workflow, { jobId: job(run).jobId, output: 4 });
    answer(workflow, { jobId: second.jobId, output: 5 });
    expect([run.status, run.result]).toEqual(["completed", 4]);
    expect(workflow.undelivered.map((record) => record.includes(`"ref":"~`))).toEqual([true, true, true]); // spent: the engine ignores and counts them
  });

  test("3-06: a job that failed for good fails its run, with the step and the reason", async () => {
    const workflow = await loadWorkflow(SOURCE, { reload });
    const run = start(workflow, "r-1");
    answer(workflow, { jobId: job(run).jobId, error: { message: "no card" } });
    expect([run.status, (run.error as { message: string }).message, workflow.timers]).toEqual(["failed", "step 3 (reserve): no card", []]);
    expect(told(run).at(-1)).toMatchObject({ status: "failed", stepIndex: 3, action: "reserve", error: "step 3 (reserve): no card" });
  });

  test("3-08: an action that nobody answers fails its run in time, and late answers change nothing", async () => {
    const workflow = await loadWorkflow(SOURCE, { reload });
    const run = start(workflow, "r-1");
    const first = job(run);
    workflow.advance(4_999);
    expect(run.status).toBe("waiting");
    workflow.advance(1);
    expect(told(run).at(-1)).toMatchObject({ status: "failed", error: "step 3 (reserve): no worker answered within 5000 ms" });
    answer(workflow, { jobId: first.jobId, output: 1 });
    expect(run.status).toBe("failed");

    const other = start(workflow, "r-2");
    answer(workflow, { jobId: job(other).jobId, output: 1 });
    workflow.advance(HOUR_MS - 1);
    expect(other.status).toBe("waiting");
    workflow.advance(1);
    expect(other.status).toBe("failed");
  });

  test("3-02: a run that is cancelled says so, and leaves no timer behind", async () => {
    const workflow = await loadWorkflow(SOURCE, { reload });
    const run = start(workflow, "r-1");
    run.cancel("not needed");
    expect([run.status, workflow.timers]).toEqual(["cancelled", []]);
    expect(told(run).at(-1)).toMatchObject({ status: "cancelled", stepIndex: 3 });
  });

  test("3-01: a definition is a thread that numbers its changes; the same steps again are none", async () => {
    const workflow = await loadWorkflow(SOURCE, { reload });
    const keeper = workflow.start({ keep: "order" }, { threadId: "definition order" });
    const [one, two] = [[{ action: "a", stepIndex: 0 }], [{ action: "b", stepIndex: 0 }]];
    for (const [request, steps] of [["q-1", one], ["q-2", one], ["q-3", two], ["q-4", one]] as const) keeper.resume("define", { request, steps });
    expect(keeper.takeOutputs("workflow-definitions").map(({ key, json }) => [key, json])).toEqual([
      ["order", { id: "order", version: 1, steps: one, request: "q-1" }], ["order", { id: "order", version: 1, steps: one, request: "q-2" }],
      ["order", { id: "order", version: 2, steps: two, request: "q-3" }], ["order", { id: "order", version: 3, steps: one, request: "q-4" }],
    ]);
    expect(keeper.status).toBe("waiting");
  });

  test.each(["{broken", "5", "null", "{}", '{"jobId":"r-1"}', '{"jobId":"~1.1"}', '{"jobId":{}}', null])("3-07: a result of no job is a dead letter: %j", async (value) => {
    const workflow = await loadWorkflow(SOURCE, { reload });
    expect(() => answer(workflow, value)).toThrow();
  });
});

describe("3-01, 3-08: a definition", () => {
  const step = { action: "a", stepIndex: 0 };

  test("is put into the order of stepIndex", () => {
    expect(checkedDefinition({ id: "order", steps: STEPS })).toEqual({ id: "order", steps: [STEPS[1], STEPS[0], STEPS[2]] });
  });

  test.each([
    [null, "the definition must be an object"], [[], "the definition must be an object"], [{ steps: [step] }, "id must be"], [{ id: "a/b", steps: [step] }, "id must be"], [{ id: "", steps: [step] }, "id must be"],
    [{ id: "o" }, "steps must be a list"], [{ id: "o", steps: [] }, "steps must be a list"], [{ id: "o", steps: Array(101).fill(step) }, "steps must be a list"], [{ id: "o", steps: [7] }, "steps[0] must be an object"],
    [{ id: "o", steps: [{ stepIndex: 0 }] }, "steps[0].action"], [{ id: "o", steps: [{ action: "a" }] }, "steps[0].stepIndex"], [{ id: "o", steps: [{ action: "a", stepIndex: 1.5 }] }, "steps[0].stepIndex"],
    [{ id: "o", steps: [{ action: "a", stepIndex: -1 }] }, "steps[0].stepIndex"], [{ id: "o", steps: [step, { action: "b", stepIndex: 0 }] }, "stepIndex 0 is there twice"],
    [{ id: "o", steps: [{ ...step, timeoutMs: 0 }] }, "steps[0].timeoutMs"], [{ id: "o", steps: [{ ...step, timeoutMS: 5 }] }, "not known: timeoutMS"], [{ id: "o", steps: [step], name: "x" }, "not known: name"],
  ])("is refused: %j", (given, message) => {
    expect(() => checkedDefinition(given)).toThrow(message);
  });
});
