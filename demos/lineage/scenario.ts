import { deepEqual, equal } from "node:assert/strict";
import { Refusal, SILENCE, play, type Stage } from "demo-harness";
import type { Entry } from "./src/ledger.js";
import { drawTree, readTree } from "./src/tree.js";

export default [
  play("A parcel of three things: one tree of eight", async (stage) => {
    stage.service("robot-jobs", () => 250);
    stage.service("carrier-jobs", ({ body }) => `LABEL-${String(body["grams"])}`);
    await stage.start("o-1", { items: ["book", "cup", "lamp"], caller: "shop-1" });
    deepEqual(await stage.nextJson("lineage-answers", "shop-1"), { order: "o-1", label: "LABEL-750" });
    equal(await tree(stage, "o-1", 16), [
      "thread o-1: completed",
      ...["book", "cup", "lamp"].flatMap((item) => [`  thread o-1/${item}: completed`, `    outside o-1/${item}!robot: completed`]),
      "  outside o-1!carrier: completed",
      "",
    ].join("\n"));
  }),

  play("A robot drops a thing: the caller hears of it, and the tree tells where it went wrong", async (stage) => {
    stage.service("robot-jobs", ({ thread }) => {
      if (thread === "o-2/cup") throw new Refusal("dropped");
      return SILENCE;
    });
    await stage.start("o-2", { items: ["book", "cup"], caller: "shop-2", steps: true });
    deepEqual(await stage.nextJson("lineage-answers", "shop-2"), { order: "o-2", error: "cup: dropped" });
    equal(await tree(stage, "o-2", 10), [
      "thread o-2: failed",
      "  thread o-2/book: cancelled",
      "    outside o-2/book!robot: cancelled",
      "  thread o-2/cup: failed",
      "    outside o-2/cup!robot: failed",
      "",
    ].join("\n"));
  }),
];

/** The ledger of one lineage, as soon as it has so many entries, children in the order of their names: they start at the same time. */
async function tree(stage: Stage, root: string, entries: number): Promise<string> {
  const ledger: Entry[] = [];
  for (let i = 0; i < entries; i++) ledger.push(await stage.nextJson<Entry>("lineage-ledger", root));
  return drawTree(readTree(ledger.sort((a, b) => (a.id.includes("!carrier") ? 1 : 0) - (b.id.includes("!carrier") ? 1 : 0) || a.id.localeCompare(b.id))));
}
