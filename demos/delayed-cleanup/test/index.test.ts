import { describe, expect, test } from "vitest";
import { loadWorkflow, type Reload, type WorkflowThread } from "kafka-workflow/testing";

const DAY_MS = 24 * 3_600_000;

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("an environment that nobody asks for is deleted when its time is over", async () => {
    const thread = await open(reload);
    thread.advance(3 * DAY_MS - 1);
    expect(deletions(thread)).toEqual([]);
    thread.advance(1);
    expect(thread.status, "not before it is gone").toBe("waiting");
    confirmDeletion(thread);
    expect(thread.result).toBe("expired");
  });

  test("each extension gives the whole time again", async () => {
    const thread = await open(reload);
    for (let i = 0; i < 10; i++) thread.advance(2 * DAY_MS).resume("preview", { kind: "extend" });
    expect(deletions(thread)).toEqual([]);
    expect(thread.workflow.timers).toHaveLength(1);
    thread.advance(3 * DAY_MS);
    expect(deletions(thread)).toHaveLength(1);
  });

  test("closed early, it is deleted at once and leaves no timer", async () => {
    const thread = await open(reload);
    thread.resume("preview", { kind: "close" });
    confirmDeletion(thread);
    expect(thread.result).toBe("closed");
    expect(thread.workflow.timers).toEqual([]);
  });

  test("cancelled, the thread deletes it before it ends", async () => {
    const thread = await open(reload);
    thread.cancel("project stopped");
    expect(thread.status).toBe("waiting");
    confirmDeletion(thread);
    expect(thread.status).toBe("cancelled");
  });

  test("what was never created is not deleted", async () => {
    const thread = (await loadWorkflow("src/index.ts", { reload })).start({ branch: "main" });
    thread.reject((thread.takeOutputs()[0]!.json as { ref: string }).ref, "no room");
    expect(thread.error!.text).toBe("no room");
    expect(deletions(thread)).toEqual([]);
  });
});

async function open(reload: Reload): Promise<WorkflowThread> {
  const thread = (await loadWorkflow("src/index.ts", { reload })).start({ branch: "main" });
  return thread.resume((thread.takeOutputs()[0]!.json as { ref: string }).ref, "https://main.test");
}

function deletions(thread: WorkflowThread): { ref: string }[] {
  return thread.outputs.filter((output) => output.topic === "preview-delete").map((output) => output.json as { ref: string });
}

function confirmDeletion(thread: WorkflowThread): void {
  expect(deletions(thread)).toMatchObject([{ url: "https://main.test" }]);
  thread.resume(deletions(thread)[0]!.ref);
}
