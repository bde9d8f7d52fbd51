import * as W from "kafka-workflow";
import type { Message, Plan } from "./plan.js";
import { ask, hear, tell } from "./speak.js";

/**
 * Hears one message after the other under one name; the result is the values in the order in which they were heard. With work to do
 * `between` two rounds, messages come while nobody waits for them.
 */
export async function loop({ rounds, between }: Plan & { story: "loop" }): Promise<number[]> {
  const heard: number[] = [];
  tell("listening");
  for (let round = 0; round < rounds; round++) {
    if (between !== null) await ask(`think ${round}`, between);
    const message = await W.refId<Message & { value: number }>("next");
    hear(message, `message ${round}`);
    heard.push(message.value);
    tell(`heard ${round}`);
  }
  return heard;
}

/** Crosses a limit when it is told to: that step is undone, its record becomes a dead letter, and the thread waits as before. */
export async function stumbler({ stumbles }: Plan & { story: "stumbler" }): Promise<string> {
  let undone = 0;
  tell("listening");
  for (;;) {
    const message = await W.refId<Message>("next");
    if (message.what === "go on") {
      hear(message, "go on");
      return `${undone} of ${stumbles} left a trace`;
    }
    undone++;
    for (let n = 0; n < 5_000; n++) tell(`never to be seen ${n}`);
  }
}

/** Answers everything, for ever; what it is started with counts as message 0. */
export async function echo(): Promise<never> {
  tell("heard 0");
  for (;;) {
    const message = await W.refId<Message>("next");
    hear(message, message.what);
    tell(`heard ${message.what}`);
  }
}
