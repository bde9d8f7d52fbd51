import * as W from "kafka-workflow";
import type { Answer, Message } from "./plan.js";

/** Says something that the model expects exactly once. */
export function tell(what: string): void {
  W.outputJSON({ what }, "chaos-outputs");
}

/** Asks the service, and waits for its answer. */
export async function ask(what: string, answer: Answer): Promise<void> {
  const reply = W.ref<Message>();
  W.outputJSON({ what, ref: reply.id, to: W.threadId, answer }, "chaos-requests");
  hear(await reply, what);
}

/** Asks the service to tell thread `to` that its `ref` is settled; waits for nothing. */
export function pass(what: string, to: string, ref: string, answer: Answer): void {
  W.outputJSON({ what, ref, to, answer }, "chaos-requests");
}

/** Fails the thread unless `message` was meant for it, here and now. The checkers look for this text. */
export function hear(message: Message, what: string): void {
  if (message.for !== W.threadId || message.what !== what) {
    throw new Error(`heard what was meant for another: ${W.threadId} waited for "${what}", got "${message.what}" for ${message.for}`);
  }
}

/** Waits; a wait that is cancelled takes its timer back. */
export async function nap(ms: number): Promise<void> {
  const timer = W.ref<void>();
  W.output(String(ms), "workflow-scheduler", timer.key);
  try {
    await timer;
  } catch (reason) {
    if (reason instanceof W.CancelToken) W.output("0", "workflow-scheduler", timer.key);
    throw reason;
  }
}
