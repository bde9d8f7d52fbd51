import { describe, expect, test } from "vitest";
import { loadWorkflow } from "kafka-workflow/testing";

const reloads = ["never", "step", "microtask"] as const;

describe.each(reloads)("saved and reloaded: %s", (reload) => {
  test("the answer becomes the result", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload });
    const thread = workflow.start("Ada", { threadId: "t-1" });

    const [question] = thread.takeOutputs();
    expect(question).toMatchObject({ topic: "minimal-questions", key: "t-1" });
    expect(question!.json).toEqual({ ref: thread.openRefs[0]!.id, question: "How are you, Ada?" });
    expect(thread.status).toBe("waiting");

    thread.resume(thread.openRefs[0]!, "fine");
    expect(thread.status).toBe("completed");
    expect(thread.result).toBe("Ada is fine");
    expect(thread.takeOutputs()).toEqual([]);
  });

  test("an error as an answer is thrown at the await and ends the thread", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload });
    const thread = workflow.start("Ada");
    thread.reject(thread.openRefs[0]!, "no comment");
    expect(thread.status).toBe("failed");
    expect(thread.error!.text).toBe("no comment");
  });

  test("threads do not share anything", async () => {
    const workflow = await loadWorkflow("src/index.ts", { reload });
    const ada = workflow.start("Ada");
    const bob = workflow.start("Bob");
    bob.resume(bob.openRefs[0]!, "tired");
    ada.resume(ada.openRefs[0]!, "fine");
    expect([ada.result, bob.result]).toEqual(["Ada is fine", "Bob is tired"]);
  });
});
