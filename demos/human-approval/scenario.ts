import { deepEqual } from "node:assert/strict";
import { type Stage, play } from "demo-harness";

const subject = "a new chair";

async function mail(stage: Stage, request: string): Promise<string> {
  const { to, text } = await stage.nextJson<{ to: string; text: string }>("approval-mails", request);
  return `${to}: ${text}`;
}

export default [
  play("Ada delegates to Linus, and Linus approves", async (stage) => {
    await stage.start("r-1", { subject, chain: [{ name: "ada" }] });
    deepEqual(await mail(stage, "r-1"), "ada: please decide");
    await stage.settle("r-1", "reply", { by: "ada", action: "delegate", to: "linus" });
    deepEqual(await mail(stage, "r-1"), "linus: please decide for ada");
    await stage.settle("r-1", "reply", { by: "ada", action: "approve" });
    deepEqual(await mail(stage, "r-1"), "ada: linus is to decide");
    await stage.settle("r-1", "reply", { by: "linus", action: "approve" });
    deepEqual(await stage.result("r-1"), { approved: true, by: "linus" });
  }),

  play("Ada has to be reminded, and rejects", async (stage) => {
    await stage.start("r-2", { subject, chain: [{ name: "ada", remindEveryMs: 500 }] });
    deepEqual(await mail(stage, "r-2"), "ada: please decide");
    deepEqual(await mail(stage, "r-2"), "ada: please remember to decide");
    await stage.settle("r-2", "reply", { by: "ada", action: "reject", reason: "we have chairs" });
    deepEqual(await stage.result("r-2"), { approved: false, by: "ada", reason: "we have chairs" });
  }),

  play("Ada is silent until the deadline, so Grace is asked", async (stage) => {
    await stage.start("r-3", { subject, chain: [{ name: "ada", deadlineMs: 500 }, { name: "grace" }] });
    deepEqual(await mail(stage, "r-3"), "ada: please decide");
    deepEqual(await mail(stage, "r-3"), "grace: please decide");
    await stage.settle("r-3", "reply", { by: "grace", action: "approve" });
    deepEqual(await stage.result("r-3"), { approved: true, by: "grace" });
  }),
];
