import { deepEqual, match } from "node:assert/strict";
import { type Stage, play } from "demo-harness";

const HOUR_MS = 3_600_000;
const patient = { waitMs: HOUR_MS, leaseMs: HOUR_MS };

/** Waits until the job has the lock; returns the await that ends its work. */
async function atWork(stage: Stage, job: string): Promise<string> {
  return (await stage.nextJson<{ ref: string }>("exclusive-work", job)).ref;
}

async function event(stage: Stage, lock: string): Promise<string> {
  const { claim, event: what } = await stage.nextJson<{ claim: string; event: string }>("lock-events", lock);
  return `${claim.split(" ")[0]} ${what}`;
}

export default [
  play("Three jobs, one lock: never two at work", async (stage) => {
    const jobs = ["a-1", "a-2", "a-3"];
    for (const job of jobs) await stage.start(job, { lock: "lock-a", ...patient });
    // In which order they asked is up to Kafka; who is at work is told by the lock.
    for (let done = 0; done < jobs.length; done++) {
      const [holder, what] = (await event(stage, "lock-a")).split(" ");
      deepEqual(what, "granted");
      const ref = await atWork(stage, holder!);
      deepEqual(stage.seen("exclusive-work").filter((order) => jobs.includes(order.key)).length, done + 1);
      await stage.settle(holder!, ref, "done");
      deepEqual(await stage.result(holder!), "done");
      deepEqual(await event(stage, "lock-a"), `${holder} released`);
    }
  }),

  play("A holder that does not come back loses the lock to the next", async (stage) => {
    await stage.start("b-1", { lock: "lock-b", waitMs: HOUR_MS, leaseMs: 500 });
    const late = await atWork(stage, "b-1");
    deepEqual([await event(stage, "lock-b"), await event(stage, "lock-b")], ["b-1 granted", "b-1 expired"]);
    await stage.start("b-2", { lock: "lock-b", ...patient });
    const ref = await atWork(stage, "b-2");
    await stage.settle("b-1", late, "done, too late");
    deepEqual(await stage.result("b-1"), "done, too late");
    await stage.settle("b-2", ref, "done");
    deepEqual([await event(stage, "lock-b"), await event(stage, "lock-b")], ["b-2 granted", "b-2 released"]);
  }),

  play("Who waits too long gives up, and is passed over", async (stage) => {
    await stage.start("c-1", { lock: "lock-c", ...patient });
    const ref = await atWork(stage, "c-1");
    await stage.start("c-2", { lock: "lock-c", waitMs: 500, leaseMs: HOUR_MS });
    match(await stage.error("c-2"), /lock-c was not free within 500 ms/);
    await stage.settle("c-1", ref, "done");
    deepEqual([await event(stage, "lock-c"), await event(stage, "lock-c")], ["c-1 granted", "c-1 released"]);
    await stage.start("c-3", { lock: "lock-c", ...patient });
    await stage.settle("c-3", await atWork(stage, "c-3"), "done");
    deepEqual(await stage.result("c-3"), "done");
  }),
];
