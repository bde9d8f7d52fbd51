import { beforeAll, describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  let workflow: Workflow;
  beforeAll(async () => {
    workflow = await loadWorkflow("src/index.ts", { reload });
  });

  test("at most `parallel` batches are under way, and each that ends lets the next begin", () => {
    const thread = workflow.start({ dataset: "orders", batches: 6, parallel: 2 });
    expect(batches(thread, "pipeline-extract")).toEqual([0, 1]);
    extract(thread, 1);
    expect(batches(thread, "pipeline-extract"), "its second stage is still to come").toEqual([0, 1]);
    load(thread, 1, 10);
    expect(batches(thread, "pipeline-extract")).toEqual([0, 1, 2]);
    finish(thread);
    expect(batches(thread, "pipeline-extract")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(thread.result).toEqual({ rows: 60, quarantined: [] });
  });

  test("the second stage is told where the first one put the data", () => {
    const thread = workflow.start({ dataset: "orders", batches: 1, parallel: 1 });
    extract(thread, 0);
    expect(open(thread, "pipeline-load")).toMatchObject([{ dataset: "orders", batch: 0, part: "part-0" }]);
  });

  test("the checkpoint is the first batch that has not ended, in whatever order they end", () => {
    const thread = workflow.start({ dataset: "orders", batches: 3, parallel: 3 });
    for (const batch of [2, 1]) {
      extract(thread, batch);
      load(thread, batch, 10);
    }
    expect(checkpoints(thread)).toEqual([]);
    extract(thread, 0);
    load(thread, 0, 10);
    expect(checkpoints(thread)).toEqual([{ dataset: "orders", from: 3, rows: 30 }]);
  });

  test("a later job begins at the checkpoint", () => {
    const thread = workflow.start({ dataset: "orders", batches: 5, parallel: 4, from: 3 });
    expect(batches(thread, "pipeline-extract")).toEqual([3, 4]);
    finish(thread);
    expect(thread.result).toEqual({ rows: 20, quarantined: [] });
  });

  test("a stage that fails is tried three times, then its batch is put aside and the others go on", () => {
    const thread = workflow.start({ dataset: "orders", batches: 3, parallel: 1, quarantineMax: 1 });
    for (let tries = 1; tries <= 3; tries++) thread.reject(open(thread, "pipeline-extract")[0]!.ref, "unreadable");
    expect(sent(thread, "pipeline-quarantine")).toEqual([{ dataset: "orders", batch: 0, reason: "unreadable" }]);
    finish(thread);
    expect(thread.result).toEqual({ rows: 20, quarantined: [0] });
  });

  test("too many of those, and the job fails; what is under way is let go", () => {
    const thread = workflow.start({ dataset: "orders", batches: 9, parallel: 3 });
    extract(thread, 0);
    load(thread, 0, 10);
    for (let tries = 1; tries <= 3; tries++) thread.reject(open(thread, "pipeline-extract").find(({ batch }) => batch === 1)!.ref, "unreadable");
    expect(thread.error!.message).toBe("batch 1 failed: unreadable");
    expect(checkpoints(thread), "where the next job begins").toEqual([{ dataset: "orders", from: 1, rows: 10 }]);
    expect(thread.openRefs).toEqual([]);
  });
});

test("the thread grows with what is under way, not with what is done", async () => {
  const workflow = await loadWorkflow("src/index.ts");
  const thread = workflow.start({ dataset: "orders", batches: 1_000, parallel: 2 });
  let bytes = 0;
  for (let batch = 0; batch < 100; batch++) {
    if (batch === 10) bytes = thread.bodyBytes!;
    extract(thread, batch);
    load(thread, batch, 10);
  }
  expect(thread.bodyBytes!).toBeLessThanOrEqual(bytes + 16); // numbers with more digits
});

interface Request {
  ref: string;
  batch: number;
}

function sent(thread: WorkflowThread, topic: string): unknown[] {
  return thread.outputs.filter((record) => record.topic === topic).map((record) => record.json);
}

/** Requests that wait for an answer. */
function open(thread: WorkflowThread, topic: string): Request[] {
  const refs = new Set(thread.openRefs.map((each) => each.id));
  return (sent(thread, topic) as Request[]).filter(({ ref }) => refs.has(ref));
}

function batches(thread: WorkflowThread, topic: string): number[] {
  return (sent(thread, topic) as Request[]).map(({ batch }) => batch);
}

function checkpoints(thread: WorkflowThread): unknown[] {
  return sent(thread, "pipeline-checkpoints");
}

function extract(thread: WorkflowThread, batch: number): void {
  thread.resume(open(thread, "pipeline-extract").find((each) => each.batch === batch)!.ref, `part-${batch}`);
}

function load(thread: WorkflowThread, batch: number, rows: number): void {
  thread.resume(open(thread, "pipeline-load").find((each) => each.batch === batch)!.ref, rows);
}

/** Answers whatever is asked until the job is done; each batch has ten rows. */
function finish(thread: WorkflowThread): void {
  while (thread.status === "waiting") {
    for (const { batch } of open(thread, "pipeline-extract")) extract(thread, batch);
    for (const { batch } of open(thread, "pipeline-load")) load(thread, batch, 10);
  }
}
