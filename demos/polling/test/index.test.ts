import { describe, expect, test } from "vitest";
import { loadWorkflow, type Reload, type WorkflowThread } from "kafka-workflow/testing";
import type { Export } from "../src/index.js";

const SECOND_MS = 1_000;

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("asks until the export is ready", async () => {
    const thread = await start(reload);
    for (let i = 0; i < 3; i++) {
      answer(thread, { state: "running" });
      thread.advance(2 ** i * SECOND_MS);
    }
    expect(questions(thread)).toMatchObject([1, 2, 3, 4].map((attempt) => ({ job: "e-1", attempt })));
    answer(thread, { state: "ready", url: "https://files.test/e-1" });
    expect(thread.result).toBe("https://files.test/e-1");
    expect(thread.workflow.timers).toEqual([]);
  });

  test("pauses grow to their limit, each at least half and at most the whole of its step", async () => {
    const thread = await start(reload, { backoff: { firstMs: 1_000, maxMs: 5_000 } });
    for (const longestMs of [1_000, 2_000, 4_000, 5_000, 5_000]) {
      answer(thread, { state: "running" });
      const pauseMs = Number(thread.outputs.at(-1)!.value);
      expect(pauseMs).toBeGreaterThanOrEqual(longestMs / 2);
      expect(pauseMs).toBeLessThanOrEqual(longestMs);
      thread.advance(pauseMs - 1);
      const before = questions(thread).length;
      thread.advance(1);
      expect(questions(thread)).toHaveLength(before + 1);
    }
  });

  test("a refusal and silence are tried again, too", async () => {
    const thread = await start(reload, { answerWithinMs: 3 * SECOND_MS });
    thread.reject(questions(thread)[0]!.ref, "overloaded");
    thread.advance(SECOND_MS);
    thread.advance(3 * SECOND_MS);
    thread.advance(2 * SECOND_MS);
    expect(questions(thread)).toHaveLength(3);
    expect(() => thread.resume(questions(thread)[1]!.ref, { state: "ready" }), "an answer that comes too late").toThrow("testing/ref-not-open");
    answer(thread, { state: "ready", url: "https://files.test/e-1" });
    expect(thread.status).toBe("completed");
  });

  test("gives up after so many attempts, and says why", async () => {
    const thread = await start(reload, { backoff: { attemptsMax: 2 } });
    answer(thread, { state: "running" });
    thread.advance(SECOND_MS);
    answer(thread, { state: "running" });
    expect(thread.error!.message).toBe("given up after 2 attempts: Error: e-1 is not ready");
  });

  test.each(["asking", "pausing"])("cancelled while %s, it ends at once and leaves no timer", async (when) => {
    const thread = await start(reload);
    if (when === "pausing") answer(thread, { state: "running" });
    thread.cancel("not needed");
    expect(thread.status).toBe("cancelled");
    expect(thread.workflow.timers).toEqual([]);
    expect(questions(thread)).toHaveLength(1);
  });
});

async function start(reload: Reload, more: Partial<Export> = {}): Promise<WorkflowThread> {
  return (await loadWorkflow("src/index.ts", { reload })).start({ job: "e-1", ...more });
}

function questions(thread: WorkflowThread): { ref: string }[] {
  return thread.outputs.filter((output) => output.topic === "export-questions").map((output) => output.json as { ref: string });
}

function answer(thread: WorkflowThread, value: unknown): void {
  thread.resume(questions(thread).at(-1)!.ref, value);
}
