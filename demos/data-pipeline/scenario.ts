import { deepEqual, equal } from "node:assert/strict";
import { play, Refusal, type Stage } from "demo-harness";

/** The two services; `isBroken` says for which batches reading fails. */
function services(stage: Stage, isBroken: (batch: number) => boolean): void {
  stage.service("pipeline-extract", ({ thread, body }) => {
    const batch = Number(body["batch"]);
    if (isBroken(batch)) throw new Refusal("unreadable");
    return `${thread}/part-${batch}`;
  });
  stage.service("pipeline-load", () => 100);
}

export default [
  play("Twelve batches, three at a time", async (stage) => {
    services(stage, () => false);
    await stage.start("job-1", { dataset: "orders", batches: 12, parallel: 3 });
    deepEqual(await stage.result("job-1"), { rows: 1_200, quarantined: [] });
  }),
  play("Batch 4 is broken: the job fails, and another one begins at the last checkpoint", async (stage) => {
    let isRepaired = false;
    services(stage, (batch) => batch === 4 && !isRepaired);
    await stage.start("job-2", { dataset: "orders", batches: 6, parallel: 1 });
    equal(await stage.error("job-2"), "Error: batch 4 failed: unreadable");
    const checkpoints: { from: number }[] = [];
    for (let i = 0; i < 4; i++) checkpoints.push(await stage.nextJson("pipeline-checkpoints", "job-2"));
    isRepaired = true;
    await stage.start("job-3", { dataset: "orders", batches: 6, parallel: 1, from: checkpoints.at(-1)!.from });
    deepEqual(await stage.result("job-3"), { rows: 200, quarantined: [] });
  }),
];
