import { deepEqual, equal } from "node:assert/strict";
import { play, Refusal, type Stage } from "demo-harness";

const SITE = [
  { name: "network", kind: "vpc" },
  { name: "database", kind: "postgres", needs: ["network"] },
  { name: "queue", kind: "topic", needs: ["network"] },
  { name: "app", kind: "container", needs: ["database", "queue"] },
];

/** A cloud that knows what exists in it; making the database fails for those threads. */
function cloud(stage: Stage, isOutOfQuota: (thread: string) => boolean): Map<string, string> {
  const existing = new Map<string, string>();
  stage.service("infra-requests", ({ thread, body }) => {
    const name = String(body["name"]);
    const place = `${thread}/${name}`;
    if (body["do"] === "destroy") {
      existing.delete(place); // destroying what is not there is no error: a request may come twice
      return "destroyed";
    }
    if (name === "database" && isOutOfQuota(thread)) throw new Refusal("quota exceeded");
    existing.set(place, `${name}-1`);
    return `${name}-1`;
  });
  return existing;
}

export default [
  play("A site is made: network, then database and queue at once, then the app", async (stage) => {
    const existing = cloud(stage, () => false);
    await stage.start("site-1", { resources: SITE });
    deepEqual(await stage.result("site-1"), { network: "network-1", database: "database-1", queue: "queue-1", app: "app-1" });
    equal(existing.size, 4);
  }),
  play("The database cannot be made: everything is taken back", async (stage) => {
    const existing = cloud(stage, (thread) => thread === "site-2");
    await stage.start("site-2", { resources: SITE });
    equal(await stage.error("site-2"), "Error: database: quota exceeded; app: not made, as something that it needs is missing");
    deepEqual([...existing.keys()].filter((place) => place.startsWith("site-2/")), []);
  }),
];
