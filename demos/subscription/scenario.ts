import { deepEqual } from "node:assert/strict";
import { play, Refusal } from "demo-harness";

/** Months of a third of a second. */
const QUICK = { cents: 900, trialMs: 200, monthMs: 300, dayMs: 100 };

export default [
  play("Ada pays for three months and cancels in the third", async (stage) => {
    stage.service("subscription-charges", async ({ thread, body }) => {
      if (thread === "sub-1" && body["month"] === 3) await stage.settle("sub-1", "cancel");
      return "paid";
    });
    await stage.start("sub-1", { customer: "ada", ...QUICK });
    deepEqual(await stage.result("sub-1"), { paidMonths: 3, why: "cancelled" });
  }),
  play("Bob's card works once; it is tried three times more, then the subscription ends", async (stage) => {
    stage.service("subscription-charges", ({ thread, body }) => {
      if (thread === "sub-2" && body["month"] !== 1) throw new Refusal("card declined");
      return "paid";
    });
    await stage.start("sub-2", { customer: "bob", ...QUICK });
    deepEqual(await stage.result("sub-2"), { paidMonths: 1, why: "not paid" });
  }),
];
