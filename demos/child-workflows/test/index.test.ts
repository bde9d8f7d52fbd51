import { describe, expect, test } from "vitest";
import { loadWorkflow, type Reload, type Workflow, type WorkflowThread } from "kafka-workflow/testing";

const scenes = ["sunrise", "chase", "sunset"];

describe.each(["never", "step", "microtask"] as const)("saved and reloaded: %s", (reload) => {
  test("the parent gathers what its children return, whatever their order", async () => {
    const { workflow, film } = await start(reload);
    expect([...workflow.threads.keys()]).toEqual(["f-1", "f-1/sunrise", "f-1/chase", "f-1/sunset"]);
    for (const [scene, frames] of [["sunset", 30], ["sunrise", 20], ["chase", 50]] as const) child(workflow, scene).resume(job(workflow, scene), frames);
    workflow.advance(1);
    expect(film.result).toEqual({ frames: 100 });
    expect(scenes.map((scene) => child(workflow, scene).result)).toEqual([20, 50, 30]);
    expect(workflow.undelivered).toEqual([]);
  });

  test("one child fails: the others are cancelled and give their jobs back, then the parent fails", async () => {
    const { workflow, film } = await start(reload);
    child(workflow, "sunrise").resume(job(workflow, "sunrise"), 20);
    child(workflow, "chase").reject(job(workflow, "chase"), "out of memory");
    workflow.advance(2);
    expect(film.error!.text).toBe("chase: out of memory");
    expect(scenes.map((scene) => child(workflow, scene).status)).toEqual(["completed", "failed", "cancelled"]);
    expect(child(workflow, "sunset").outputs.at(-1)).toMatchObject({ topic: "render-cancels", json: { scene: "sunset" } });
    expect(workflow.undelivered).toEqual([]);
  });

  test("cancelling the parent cancels every child", async () => {
    const { workflow, film } = await start(reload);
    film.cancel("film cancelled");
    workflow.advance(1);
    expect(film.status).toBe("cancelled");
    expect(scenes.map((scene) => child(workflow, scene).status)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });

  test("a hundred children are a hundred threads", async () => {
    const many = Array.from({ length: 100 }, (_, i) => `scene-${i}`);
    const { workflow, film } = await start(reload, many);
    for (const scene of many) child(workflow, scene).resume(job(workflow, scene), 1);
    workflow.advance(1);
    expect(film.result).toEqual({ frames: 100 });
  });
});

async function start(reload: Reload, given = scenes): Promise<{ workflow: Workflow; film: WorkflowThread }> {
  const workflow = await loadWorkflow("src/index.ts", { reload });
  return { workflow, film: workflow.start({ scenes: given }, { threadId: "f-1" }) };
}

function child(workflow: Workflow, scene: string): WorkflowThread {
  return workflow.thread(`f-1/${scene}`)!;
}

function job(workflow: Workflow, scene: string): string {
  return (child(workflow, scene).outputs[0]!.json as { ref: string }).ref;
}
