import { beforeAll, describe, expect, test } from "vitest";
import { loadWorkflow, type Workflow, type WorkflowThread } from "kafka-workflow/testing";

/** A site: the app needs a database and a queue, both need the network. */
const SITE = [
  { name: "app", kind: "container", needs: ["database", "queue"] },
  { name: "network", kind: "vpc" },
  { name: "database", kind: "postgres", needs: ["network"] },
  { name: "queue", kind: "topic", needs: ["network"] },
];

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  let workflow: Workflow;
  beforeAll(async () => {
    workflow = await loadWorkflow("src/index.ts", { reload });
  });

  test("each resource is asked for as soon as those that it needs are there, the others in parallel", () => {
    const thread = workflow.start({ resources: SITE });
    expect(asked(thread)).toEqual(["create network"]);
    answer(thread, "create network", "vpc-1");
    expect(asked(thread)).toEqual(["create network", "create database", "create queue"]);
    answer(thread, "create queue", "q-1");
    answer(thread, "create database", "db-1");
    expect(request(thread, "create app")).toMatchObject({ needs: ["db-1", "q-1"] });
    answer(thread, "create app", "app-1");
    expect(thread.result).toEqual({ network: "vpc-1", database: "db-1", queue: "q-1", app: "app-1" });
  });

  test("when one fails, those under way are waited for, then all are destroyed, the last one first", () => {
    const thread = workflow.start({ resources: SITE });
    answer(thread, "create network", "vpc-1");
    refuse(thread, "create database", "quota exceeded");
    expect(asked(thread).slice(3), "the queue is still being made").toEqual([]);
    answer(thread, "create queue", "q-1");
    expect(request(thread, "destroy queue")).toMatchObject({ id: "q-1" });
    answer(thread, "destroy queue");
    expect(request(thread, "destroy network")).toMatchObject({ id: "vpc-1" });
    answer(thread, "destroy network");
    expect(asked(thread), "the app was never asked for").toEqual([
      "create network", "create database", "create queue", "destroy queue", "destroy network",
    ]);
    expect(thread.status).toBe("failed");
    expect(thread.error!.message).toBe("database: quota exceeded; app: not made, as something that it needs is missing");
  });

  test("what cannot be destroyed is named, and the rest is destroyed all the same", () => {
    const thread = workflow.start({ resources: SITE });
    answer(thread, "create network", "vpc-1");
    answer(thread, "create queue", "q-1");
    refuse(thread, "create database", "quota exceeded");
    refuse(thread, "destroy queue", "in use");
    answer(thread, "destroy network");
    expect(thread.error!.message).toMatch(/^database: quota exceeded;.*; left behind: queue \(in use\)$/);
  });

  test("cancelled from outside, everything is destroyed, also what is only being made", () => {
    const thread = workflow.start({ resources: SITE });
    answer(thread, "create network", "vpc-1");
    thread.cancel("not needed any more");
    for (let i = 0; i < 3; i++) answer(thread, asked(thread).at(-1)!);
    expect(asked(thread).slice(3).sort()).toEqual(["destroy database", "destroy network", "destroy queue"]);
    expect(asked(thread).at(-1)).toBe("destroy network");
    expect(request(thread, "destroy database"), "nobody heard its id").not.toHaveProperty("id");
    expect(thread.status).toBe("cancelled");
  });

  test.each([
    ["a circle", [{ name: "a", kind: "x", needs: ["b"] }, { name: "b", kind: "x", needs: ["a"] }], "a, b"],
    ["an unknown name", [{ name: "a", kind: "x", needs: ["nothing"] }], "a"],
  ])("%s fails before anything is made", (_, resources, names) => {
    const thread = workflow.start({ resources });
    expect(thread.error!.message).toBe(`cannot be ordered, as they need each other or something unknown: ${names}`);
    expect(thread.outputs).toEqual([]);
  });
});

interface Request {
  ref: string;
  do: string;
  name: string;
}

function requests(thread: WorkflowThread): Request[] {
  return thread.outputs.map((record) => record.json as Request);
}

/** `create network`, in order. */
function asked(thread: WorkflowThread): string[] {
  return requests(thread).map((each) => `${each.do} ${each.name}`);
}

function request(thread: WorkflowThread, what: string): Request {
  const found = requests(thread).find((each) => `${each.do} ${each.name}` === what);
  if (found === undefined) throw new Error(`expected the request "${what}", but found ${asked(thread).join(", ")}`);
  return found;
}

function answer(thread: WorkflowThread, what: string, id?: string): void {
  thread.resume(request(thread, what).ref, id);
}

function refuse(thread: WorkflowThread, what: string, why: string): void {
  thread.reject(request(thread, what).ref, why);
}
