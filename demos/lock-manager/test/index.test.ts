import { describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";

const MINUTE_MS = 60_000;
/** A message between two threads takes 1 ms of virtual time; this is enough for a few of them. */
const A_MOMENT_MS = 5;

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("one after the other has the lock, in the order of asking", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload });
    const jobs = ["a", "b", "c"].map((id) => start(workflow, id));
    expect(jobs.map(isAtWork)).toEqual([true, false, false]);
    finish(jobs[0]!);
    expect(jobs.map(isAtWork)).toEqual([true, true, false]);
    finish(jobs[1]!);
    finish(jobs[2]!);
    expect(jobs.map((job) => job.result)).toEqual(["done", "done", "done"]);
    expect(events(workflow)).toEqual(["a granted 1", "a released 1", "b granted 2", "b released 2", "c granted 3", "c released 3"]);
    expect(workflow.timers).toEqual([]);
  });

  test("who does not come back loses the lock, and a later release of it is nobody else's", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload });
    const [slow, next] = [start(workflow, "a"), start(workflow, "b")];
    workflow.advance(MINUTE_MS);
    expect(isAtWork(next)).toBe(true);
    finish(slow);
    expect(events(workflow)).toEqual(["a granted 1", "a expired 1", "b granted 2"]);
  });

  test("who waits too long fails, and is passed over", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload });
    const holder = start(workflow, "a");
    const hasty = start(workflow, "b", { waitMs: 1_000 });
    const patient = start(workflow, "c");
    workflow.advance(1_000);
    expect(hasty.error!.message).toBe("press was not free within 1000 ms");
    finish(holder);
    expect(isAtWork(patient)).toBe(true);
    expect(events(workflow)).toEqual(["a granted 1", "a released 1", "b withdrawn", "c granted 2"]);
  });

  test("a holder that is cancelled releases the lock", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload });
    const [holder, next] = [start(workflow, "a"), start(workflow, "b")];
    holder.cancel("stop");
    workflow.advance(A_MOMENT_MS);
    expect(isAtWork(next)).toBe(true);
  });

  test("a lock that nobody holds does not grow, however often it was used", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload: reload === "never" ? "step" : reload });
    finish(start(workflow, "first"));
    const once = workflow.thread("press")!.bodyBytes!;
    for (let i = 0; i < 20; i++) finish(start(workflow, `job-${i}`));
    expect(workflow.thread("press")!.bodyBytes, "numbers may get a byte longer").toBeLessThan(once + 5);
  });
});

function start(workflow: Workflow, id: string, job: { waitMs?: number } = {}): WorkflowThread {
  const thread = workflow.start({ lock: "press", waitMs: 10 * MINUTE_MS, leaseMs: MINUTE_MS, ...job }, { threadId: id });
  return thread.advance(A_MOMENT_MS);
}

function finish(job: WorkflowThread): void {
  job.resume(order(job)!.ref, "done").advance(A_MOMENT_MS);
}

function order(job: WorkflowThread): { ref: string } | undefined {
  return job.outputs.find((output) => output.topic === "exclusive-work")?.json as { ref: string } | undefined;
}

function isAtWork(job: WorkflowThread): boolean {
  return order(job) !== undefined;
}

function events(workflow: Workflow): string[] {
  return workflow.thread("press")!.outputs.filter((output) => output.topic === "lock-events").map((output) => {
    const { claim, event, token } = output.json as { claim: string; event: string; token?: number };
    return [claim.split(" ")[0], event, token].filter((part) => part !== undefined).join(" ");
  });
}
