import { describe, expect, test } from "vitest";
import { loadWorkflow, type Reload, type Workflow } from "kafka-workflow/testing";
import type { Entry } from "../src/ledger.js";
import { drawTree, readTree } from "../src/tree.js";

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("2-08: what a child returns goes into its parent's context, what the top returns to the caller", async () => {
    const workflow = await start(reload, ["book", "lamp"]);
    robot(workflow, "lamp", 900);
    robot(workflow, "book", 300);
    expect(job(workflow, "o-1", "carrier-jobs")).toMatchObject({ grams: 1200, items: ["book", "lamp"] });
    carrier(workflow, "LABEL-7");
    expect(workflow.thread("o-1")!.result).toEqual({ label: "LABEL-7" });
    expect(answers(workflow)).toEqual([{ key: "shop-3", json: { order: "o-1", label: "LABEL-7" } }]);
    expect(workflow.undelivered).toEqual([]);
  });

  test("2-09: the ledger is a tree of parents, children and outside work", async () => {
    const workflow = await start(reload, ["book", "lamp"]);
    robot(workflow, "book", 300);
    expect(drawTree(readTree(ledger(workflow)))).toBe(lines(
      "thread o-1: running",
      "  thread o-1/book: completed",
      "    outside o-1/book!robot: completed",
      "  thread o-1/lamp: running",
      "    outside o-1/lamp!robot: running",
    ));
    robot(workflow, "lamp", 900);
    carrier(workflow, "LABEL-7");
    expect(drawTree(readTree(ledger(workflow)))).toBe(lines(
      "thread o-1: completed",
      "  thread o-1/book: completed",
      "    outside o-1/book!robot: completed",
      "  thread o-1/lamp: completed",
      "    outside o-1/lamp!robot: completed",
      "  outside o-1!carrier: completed",
    ));
    expect(ledger(workflow)[0]).toEqual({ entry: "spawn-started", type: "thread", id: "o-1", cause: "shop-3", root: "o-1" });
    expect(ledger(workflow).filter((entry) => entry.entry === "step")).toEqual([]);
  });

  test("2-09: steps are in the ledger where the order wants them", async () => {
    const workflow = await start(reload, ["book"], true);
    robot(workflow, "book", 300);
    carrier(workflow, "LABEL-7");
    expect(drawTree(readTree(ledger(workflow)))).toBe(lines(
      "thread o-1: completed",
      "  thread o-1/book: completed",
      "    outside o-1/book!robot: completed",
      "    step o-1/book#weighed: completed",
      "  step o-1#packed: completed",
      "  outside o-1!carrier: completed",
    ));
  });

  test("a child that fails fails its parent, which cancels the others; the caller hears why, the ledger where", async () => {
    const workflow = await start(reload, ["book", "lamp"]);
    workflow.thread("o-1/book")!.reject(String(job(workflow, "o-1/book", "robot-jobs")["ref"]), "dropped");
    workflow.advance(2);
    expect(workflow.thread("o-1")!.error!.text).toBe("book: dropped");
    expect(answers(workflow)).toEqual([{ key: "shop-3", json: { order: "o-1", error: "book: dropped" } }]);
    expect(drawTree(readTree(ledger(workflow)))).toBe(lines(
      "thread o-1: failed",
      "  thread o-1/book: failed",
      "    outside o-1/book!robot: failed",
      "  thread o-1/lamp: cancelled",
      "    outside o-1/lamp!robot: cancelled",
    ));
    expect(workflow.undelivered).toEqual([]);
  });

  test("2-07: while somebody outside works, other threads go on", async () => {
    const workflow = await start(reload, ["book"]);
    workflow.start({ items: ["cup"], caller: "shop-4" }, { threadId: "o-2" });
    workflow.thread("o-2/cup")!.resume(String(job(workflow, "o-2/cup", "robot-jobs")["ref"]), 200);
    workflow.advance(1);
    expect(job(workflow, "o-2", "carrier-jobs")).toMatchObject({ grams: 200 });
    expect(workflow.thread("o-1")!.status).toBe("waiting");
  });
});

describe("the tree", () => {
  const started: Entry = { entry: "spawn-started", type: "thread", id: "a", cause: "me", root: "a" };
  const child: Entry = { entry: "spawn-started", type: "outside", id: "b", cause: "a", root: "a" };

  test("is the same when entries come twice", () => {
    expect(readTree([started, child, started, child])).toEqual(readTree([started, child]));
  });

  test("shows work whose cause is not known any more at the top", () => {
    expect(drawTree(readTree([child]))).toBe("outside b: running\n");
  });
});

async function start(reload: Reload, items: string[], steps = false): Promise<Workflow> {
  const workflow = await loadWorkflow("src/index.ts", { reload });
  workflow.start({ items, caller: "shop-3", steps }, { threadId: "o-1" });
  return workflow;
}

function job(workflow: Workflow, thread: string, topic: string): Record<string, unknown> {
  return workflow.thread(thread)!.outputs.find((output) => output.topic === topic)!.json as Record<string, unknown>;
}

/** The robot has picked the item; a millisecond later its parent knows. */
function robot(workflow: Workflow, item: string, grams: number): void {
  workflow.thread(`o-1/${item}`)!.resume(String(job(workflow, `o-1/${item}`, "robot-jobs")["ref"]), grams);
  workflow.advance(1);
}

function carrier(workflow: Workflow, label: string): void {
  workflow.thread("o-1")!.resume(String(job(workflow, "o-1", "carrier-jobs")["ref"]), label);
}

function outputsOn(workflow: Workflow, topic: string) {
  return [...workflow.threads.values()].flatMap((thread) => thread.outputs.filter((output) => output.topic === topic));
}

/** The ledger in an order that a reader may see: parents and children send at the same time. */
function ledger(workflow: Workflow): Entry[] {
  return outputsOn(workflow, "lineage-ledger").map((output) => output.json as Entry);
}

function answers(workflow: Workflow): unknown[] {
  return outputsOn(workflow, "lineage-answers").map(({ key, json }) => ({ key, json }));
}

function lines(...all: string[]): string {
  return all.map((line) => `${line}\n`).join("");
}
