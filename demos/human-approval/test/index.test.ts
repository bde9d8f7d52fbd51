import { describe, expect, test } from "vitest";
import { loadWorkflow, type Reload, type WorkflowThread } from "kafka-workflow/testing";

const subject = "a new chair";
const MINUTE_MS = 60_000;
const chain = [
  { name: "ada", remindEveryMs: 2 * MINUTE_MS, deadlineMs: 5 * MINUTE_MS },
  { name: "grace", remindEveryMs: 2 * MINUTE_MS, deadlineMs: 5 * MINUTE_MS },
];

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("who is asked approves", async () => {
    const thread = await request(reload);
    expect(mails(thread)).toEqual(["ada: please decide"]);
    thread.resume("reply", { by: "ada", action: "approve" });
    expect(thread.result).toEqual({ approved: true, by: "ada" });
    expect(thread.workflow.timers).toEqual([]);
  });

  test("who is asked rejects, with a reason", async () => {
    const thread = await request(reload);
    thread.resume("reply", { by: "ada", action: "reject", reason: "we have chairs" });
    expect(thread.result).toEqual({ approved: false, by: "ada", reason: "we have chairs" });
  });

  test("a decision of somebody else does not count", async () => {
    const thread = await request(reload);
    thread.resume("reply", { by: "mallory", action: "approve" });
    expect(thread.status).toBe("waiting");
    expect(mails(thread)).toEqual(["ada: please decide", "mallory: ada is to decide"]);
  });

  test("delegated, the other one decides, within the same deadline", async () => {
    const thread = await request(reload);
    thread.advance(MINUTE_MS);
    thread.resume("reply", { by: "ada", action: "delegate", to: "linus" });
    thread.resume("reply", { by: "ada", action: "approve" });
    thread.advance(MINUTE_MS);
    expect(mails(thread)).toEqual(["ada: please decide", "linus: please decide for ada", "ada: linus is to decide", "linus: please remember to decide"]);
    thread.advance(3 * MINUTE_MS);
    expect(mails(thread).slice(-1)).toEqual(["grace: please decide"]);
  });

  test("reminded twice, then escalated, then given up", async () => {
    const thread = await request(reload);
    thread.advance(5 * MINUTE_MS);
    expect(mails(thread)).toEqual(["ada: please decide", "ada: please remember to decide", "ada: please remember to decide", "grace: please decide"]);
    expect(thread.workflow.timers, "grace's two; ada's reminder is taken back").toHaveLength(2);
    thread.resume("reply", { by: "ada", action: "approve" });
    expect(mails(thread).slice(-1)).toEqual(["ada: grace is to decide"]);
    thread.advance(5 * MINUTE_MS);
    expect(thread.result).toEqual({ approved: false, reason: "nobody decided in time" });
    expect(thread.workflow.timers).toEqual([]);
  });

  test("a cancelled request leaves no timer behind", async () => {
    const thread = await request(reload);
    thread.cancel("withdrawn");
    expect(thread.status).toBe("cancelled");
    expect(thread.workflow.timers).toEqual([]);
  });
});

async function request(reload: Reload): Promise<WorkflowThread> {
  return (await loadWorkflow("src/index.ts", { reload })).start({ subject, chain });
}

function mails(thread: WorkflowThread): string[] {
  return thread.outputs.filter((output) => output.topic === "approval-mails").map((output) => {
    const { to, text } = output.json as { to: string; text: string };
    return `${to}: ${text}`;
  });
}
