import { deepEqual, equal } from "node:assert/strict";
import { type Stage, play } from "demo-harness";

interface Job {
  readonly jobId: string;
  readonly action: string;
  readonly stepIndex: number;
  readonly input: unknown;
}

const STEPS = [{ action: "charge", stepIndex: 2 }, { action: "reserve", stepIndex: 1 }];

const start = async (stage: Stage, runId: string, input: unknown): Promise<void> => await stage.start(`run ${runId}`, { run: { runId, workflowId: "order", version: 1, steps: STEPS, input } });
const finish = async (stage: Stage, runId: string, { jobId }: Job, more: object): Promise<void> => await stage.send("workflow-results", runId, JSON.stringify({ jobId, ...more }));
const job = async (stage: Stage, runId: string): Promise<Job> => await stage.nextJson<Job>("workflow-jobs", runId);

export default [
  play("A definition is a thread: it keeps its steps, and numbers their changes", async (stage) => {
    await stage.start("definition order", { keep: "order" });
    for (const request of ["q-1", "q-2"]) await stage.settle("definition order", "define", { request, steps: STEPS });
    deepEqual(await stage.nextJson("workflow-definitions", "order"), { id: "order", version: 1, steps: STEPS, request: "q-1" });
    await stage.settle("definition order", "define", { request: "q-3", steps: [STEPS[0]] });
    await stage.next("workflow-definitions", "order");
    deepEqual(await stage.nextJson("workflow-definitions", "order"), { id: "order", version: 2, steps: [STEPS[0]], request: "q-3" });
  }),

  play("A run takes its steps in order, each with the output of the one before; a second result of a job is ignored", async (stage) => {
    await start(stage, "r-1", { item: "book" });
    const reserve = await job(stage, "r-1");
    deepEqual([reserve.action, reserve.stepIndex, reserve.input], ["reserve", 1, { item: "book" }]);
    await finish(stage, "r-1", reserve, { output: { shelf: 7 } });
    await finish(stage, "r-1", reserve, { output: { shelf: 8 } });
    const charge = await job(stage, "r-1");
    deepEqual([charge.action, charge.input], ["charge", { shelf: 7 }]);
    await finish(stage, "r-1", charge, { output: "paid" });
    for (const status of ["running", "running", "completed"]) equal((await stage.nextJson<{ status: string }>("workflow-runs", "r-1")).status, status);
    equal(await stage.result("run r-1"), "paid");
  }),

  play("A job that failed for good fails its run, which says where and why", async (stage) => {
    await start(stage, "r-2", {});
    await finish(stage, "r-2", await job(stage, "r-2"), { error: { message: "no room" } });
    equal(await stage.error("run r-2"), "Error: step 1 (reserve): no room");
  }),

  play("A result of no job is a dead letter, and the next one is read", async (stage) => {
    await stage.send("workflow-results", "r-3", "{}");
    equal((await stage.next("workflow-dead-letter", "r-3")).headers["workflow-reason"], "input/failed");
    await start(stage, "r-3", 1);
    for (const output of [2, 3]) await finish(stage, "r-3", await job(stage, "r-3"), { output });
    equal(await stage.result("run r-3"), 3);
  }),
];
