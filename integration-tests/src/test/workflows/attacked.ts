import { output, outputJSON, refId } from "kafka-workflow";

export const manifest = { outputTopics: ["attacked-out"] };

interface Start {
  /** Which ref is waited for, again and again. */
  ref: string;
}

/** Repeats what it hears until it hears `null`, and can be told to misbehave. */
export default async function attacked(start: Start): Promise<unknown> {
  const heard: unknown[] = [start];
  for (;;) {
    outputJSON(heard, "attacked-out");
    const next = await refId<unknown>(start.ref);
    if (next === null) return heard;
    if (next === "undeclared") {
      output("must never leave", "attacked-out");
      output("must never leave", "not-in-the-manifest");
    }
    if (next === "forever") {
      output("must never leave", "attacked-out");
      for (;;);
    }
    if (next === "uninterruptible") {
      output("must never leave", "attacked-out");
      Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);
    }
    if (next === "allocates") {
      output("must never leave", "attacked-out");
      for (const kept: unknown[] = []; ; ) kept.push({ more: [kept.length] });
    }
    if (next === "too much") {
      for (let n = 0; n < 5_000; n++) output("must never leave", "attacked-out");
    }
    heard.push(next);
  }
}
