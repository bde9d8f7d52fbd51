import { deepEqual, equal } from "node:assert/strict";
import { play, Refusal, type Stage } from "demo-harness";

interface Message {
  role: string;
  content: string;
}

/** Stands for a language model: finds the order, asks for the refund, and says what came of it. */
function model(messages: Message[]): object {
  const told = messages.filter(({ role }) => role === "tool").map(({ content }) => content);
  if (told.length === 0) return { calls: [{ tool: "search-orders", arguments: { customer: "ada" } }] };
  if (told.length === 1) return { calls: [{ tool: "refund", arguments: { order: "o-1" } }] };
  return { answer: `refund: ${told[1]}` };
}

/** The services of an agent; `isApproved` is what the person says. @returns which orders were paid back */
function services(stage: Stage, isApproved: boolean): string[] {
  const refunds: string[] = [];
  stage.service("agent-model", ({ body }) => model(body["messages"] as Message[]));
  stage.service("agent-tool-search-orders", () => ["o-1"]);
  stage.service("agent-approvals", () => ({ approved: isApproved, by: "grace" }));
  stage.service("agent-tool-refund", ({ thread }) => {
    if (thread === "task-2") throw new Refusal("nobody agreed to this");
    refunds.push(thread);
    return { cents: 900 };
  });
  return refunds;
}

export default [
  play("The model looks the order up, a person agrees, the money is paid back", async (stage) => {
    const refunds = services(stage, true);
    await stage.start("task-1", { goal: "Give Ada her money back" });
    deepEqual(await stage.result("task-1"), { answer: 'refund: {"cents":900}', turns: 3 });
    deepEqual(refunds, ["task-1"]);
  }),
  play("The person says no, and the model hears it", async (stage) => {
    services(stage, false);
    await stage.start("task-2", { goal: "Give Ada her money back" });
    deepEqual(await stage.result("task-2"), { answer: "refund: denied by grace", turns: 3 });
    equal(stage.seen("agent-tool-refund", "task-2").length, 0);
  }),
];
