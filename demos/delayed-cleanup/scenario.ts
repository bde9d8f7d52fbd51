import { deepEqual, match } from "node:assert/strict";
import { type Stage, play } from "demo-harness";

function host(stage: Stage): void {
  stage.service("preview-create", ({ thread }) => `https://${thread}.test`);
  stage.service("preview-delete", () => null);
}

async function deleted(stage: Stage, thread: string): Promise<void> {
  deepEqual((await stage.nextJson<{ url: string }>("preview-delete", thread)).url, `https://${thread}.test`);
}

export default [
  play("Nobody asks for more time: the environment is deleted", async (stage) => {
    host(stage);
    await stage.start("p-1", { branch: "main", keepMs: 500 });
    deepEqual(await stage.nextJson("preview-mails", "p-1"), { text: "main is at https://p-1.test" });
    await deleted(stage, "p-1");
    deepEqual(await stage.result("p-1"), "expired");
  }),

  play("Extended, then closed", async (stage) => {
    host(stage);
    await stage.start("p-2", { branch: "main" });
    await stage.next("preview-mails", "p-2");
    await stage.settle("p-2", "preview", { kind: "extend" });
    await stage.settle("p-2", "preview", { kind: "close" });
    await deleted(stage, "p-2");
    deepEqual(await stage.result("p-2"), "closed");
  }),

  play("An operator cancels the thread: it cleans up before it ends", async (stage) => {
    host(stage);
    await stage.start("p-3", { branch: "main" });
    await stage.next("preview-mails", "p-3");
    await stage.cancel("p-3", "project stopped");
    await deleted(stage, "p-3");
    match(await stage.error("p-3"), /project stopped/);
  }),
];
