import { deepEqual, equal } from "node:assert/strict";
import { play, Refusal, type Stage } from "demo-harness";

/** One service for all activities; the bank refuses. */
function activities(stage: Stage): void {
  stage.service("activities", ({ body }) => {
    if (body["activity"] === "addBankAccount") throw new Refusal("bank says no");
    return body["activity"] === "greet" ? `Hello, ${String(body["argument"])}!` : "done";
  });
}

export default [
  play("hello-world", async (stage) => {
    activities(stage);
    await stage.start("hello-1", { sample: "hello-world", argument: "Temporal" });
    equal(await stage.result("hello-1"), "Hello, Temporal!");
  }),
  play("sleep-for-days: complete before the first month is over", async (stage) => {
    activities(stage);
    await stage.start("sleep-1", { sample: "sleep-for-days" });
    await stage.settle("sleep-1", "complete");
    equal(await stage.result("sleep-1"), "done!");
  }),
  play("signals-queries", async (stage) => {
    await stage.start("block-1", { sample: "signals-queries" });
    await stage.settle("block-1", "isBlocked", { id: "q-1" });
    deepEqual(await stage.nextJson("answers", "block-1"), { id: "q-1", isBlocked: true });
    await stage.settle("block-1", "unblock");
    equal(await stage.result("block-1"), null);
  }),
  play("expense: one approved, one forgotten", async (stage) => {
    activities(stage);
    await stage.start("expense-1", { sample: "expense", argument: { id: "e-1", timeoutMs: 60_000 } });
    await stage.settle("expense-1", "approve");
    deepEqual(await stage.result("expense-1"), { status: "COMPLETED" });
    await stage.start("expense-2", { sample: "expense", argument: { id: "e-2", timeoutMs: 300 } });
    deepEqual(await stage.result("expense-2"), { status: "TIMED_OUT" });
  }),
  play("saga: the bank refuses, what was done is undone", async (stage) => {
    activities(stage);
    await stage.start("saga-1", { sample: "saga", argument: { accountId: "a-1", address: "Elm Street 1", clientEmail: "ada@example.org", bankDetails: "DE00" } });
    equal(await stage.error("saga-1"), "bank says no");
    const called = stage.seen("activities", "saga-1").map((record) => (JSON.parse(record.value!) as { activity: string }).activity);
    deepEqual(called.slice(-2), ["removeClient", "clearPostalAddresses"]);
  }),
  play("continue-as-new: ten seconds of iterations", async (stage) => {
    await stage.start("loop-1", { sample: "continue-as-new" });
    equal(await stage.result("loop-1"), null);
  }),
];
