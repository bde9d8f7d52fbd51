import * as W from "kafka-workflow";
import type { Message, Plan } from "./plan.js";
import { ask, hear, nap, tell } from "./speak.js";

/** Sleeps one nap after the other: every second one by `setTimeout`, the others by a timer of its own. */
export async function clock({ napsMs }: Plan & { story: "clock" }): Promise<number> {
  for (const [number, ms] of napsMs.entries()) {
    if (number % 2 === 0) await nap(ms);
    else await new Promise<void>((wake) => { setTimeout(wake, ms); });
    tell(`woke ${number}`);
  }
  return napsMs.length;
}

/** Waits for what never comes, until it is cancelled (it cleans up) or terminated (it does not). */
export async function waiter(): Promise<void> {
  tell("waiting");
  try {
    await W.refId("never");
  } catch (reason) {
    if (reason instanceof W.CancelToken) tell("cleaned up");
    throw reason;
  }
}

/** Sleeps through everything with something in mind, and tells it when it is woken, if ever. */
export async function sleeper({ memory }: Plan & { story: "sleeper" }): Promise<string> {
  const kept = new Map([[W.threadId, { memory }]]);
  tell("asleep");
  hear(await W.refId<Message>("wake"), "wake up");
  return kept.get(W.threadId)!.memory;
}

/** Fails after a while. */
export async function thrower({ message, answer }: Plan & { story: "thrower" }): Promise<never> {
  await ask("work", answer);
  throw new Error(message);
}
