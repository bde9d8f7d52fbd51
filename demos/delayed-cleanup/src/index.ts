import { output, outputJSON, ref, refId } from "kafka-workflow";

export const manifest = { outputTopics: ["preview-create", "preview-delete", "preview-mails", "workflow-scheduler"] };

export interface Preview {
  branch: string;
  /** How long the environment is kept when nobody asks for more time, milliseconds. */
  keepMs?: number;
}

export type Message = { kind: "extend" } | { kind: "close" };

const KEEP_MS = 3 * 24 * 60 * 60 * 1000;

/** An environment for the preview of a branch, and its end. The thread id is the environment's name. */
export default async function preview({ branch, keepMs = KEEP_MS }: Preview): Promise<"closed" | "expired"> {
  const url = await create(branch);
  try {
    outputJSON({ text: `${branch} is at ${url}` }, "preview-mails");
    return await untilEnd(keepMs);
  } finally {
    // Closed, expired, or the thread is cancelled: the environment goes, and this ends when it is gone.
    await remove(url);
  }
}

async function untilEnd(keepMs: number): Promise<"closed" | "expired"> {
  for (;;) {
    const message = await Promise.race([refId<Message>("preview"), sleep(keepMs)]);
    if (message === undefined) return "expired";
    if (message.kind === "close") return "closed";
    // extended: the time begins anew
  }
}

async function create(branch: string): Promise<string> {
  const url = ref<string>();
  outputJSON({ ref: url.id, branch }, "preview-create");
  return await url;
}

async function remove(url: string): Promise<void> {
  const gone = ref<void>();
  outputJSON({ ref: gone.id, url }, "preview-delete");
  await gone;
}

async function sleep(ms: number): Promise<undefined> {
  const timer = ref<undefined>();
  output(String(ms), "workflow-scheduler", timer.key);
  try {
    return await timer;
  } catch (reason) {
    output("0", "workflow-scheduler", timer.key); // nobody waits any more
    throw reason;
  }
}
