import { CancelToken, ensureThread, output, outputJSON, ref, threadId } from "kafka-workflow";

export const manifest = { outputTopics: ["render-jobs", "render-cancels", "workflow-scheduler"] };

/** A film is rendered scene by scene; each scene is a thread of its own, on whatever engine its key belongs to. */
export interface Film {
  scenes: string[];
}

export interface Scene {
  scene: string;
  /** The await of the parent that this scene settles. */
  parent: Address;
}

interface Address {
  thread: string;
  ref: string;
}

/** Parent and children are one bundle; what a thread is started with says which of the two it is. */
export default async function render(start: Film | Scene): Promise<unknown> {
  return "scenes" in start ? await renderFilm(start) : await renderScene(start);
}

/** All scenes or none: the first that fails cancels the others, as it would with plain calls. */
async function renderFilm({ scenes }: Film): Promise<{ frames: number }> {
  const frames = await Promise.all(scenes.map((scene) => child(scene)));
  return { frames: frames.reduce((sum, each) => sum + each, 0) };
}

async function child(scene: string): Promise<number> {
  const answer = ref<number>();
  const id = `${threadId}/${scene}`;
  const start: Scene = { scene, parent: { thread: threadId, ref: answer.id } };
  ensureThread(start, id);
  try {
    return await answer;
  } catch (reason) {
    // Cancelled is only this await, by a sister that failed or because the film was cancelled. Hand it on to the thread.
    if (reason instanceof CancelToken) send(id, { cancel: "not needed any more" });
    throw reason;
  }
}

async function renderScene({ scene, parent }: Scene): Promise<number> {
  const job = ref<number>();
  outputJSON({ ref: job.id, scene }, "render-jobs");
  try {
    const frames = await job;
    send(parent.thread, { ref: parent.ref, value: frames });
    return frames;
  } catch (reason) {
    if (reason instanceof CancelToken) outputJSON({ ref: job.id, scene }, "render-cancels");
    else send(parent.thread, { ref: parent.ref, error: `${scene}: ${String(reason)}` });
    throw reason;
  }
}

/** A record for another thread: the scheduler sends what it is given, and 1 ms is at once. */
function send(thread: string, record: object): void {
  output("1", "workflow-scheduler", `${thread}|${JSON.stringify(record)}`);
}
