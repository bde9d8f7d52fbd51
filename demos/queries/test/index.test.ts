import { describe, expect, test } from "vitest";
import { loadWorkflow } from "kafka-workflow/testing";

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("each query is answered with the state of that moment", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload });
    const thread = workflow.start({ item: "book" }, { threadId: "o-1" });

    thread.resume("query", { id: "q-1" });
    thread.resume("packed");
    thread.resume("query", { id: "q-2" });
    expect(thread.takeOutputs().map((output) => output.json)).toEqual([
      { id: "q-1", item: "book", state: "placed" },
      { id: "q-2", item: "book", state: "packed" },
    ]);

    thread.resume("shipped");
    expect(thread.result).toBe("shipped");
  });
});
