import { outputJSON, refId } from "kafka-workflow";

export const manifest = { outputTopics: ["mailbox-out"] };

/** Waits for `go`, then reads that many `item`s, which may all have come before. */
export default async function mailbox({ items }: { items: number }): Promise<unknown[]> {
  const read: unknown[] = [];
  if (items > 0) await refId("go");
  for (let i = 0; i < items; i++) {
    const item = await refId("item");
    read.push(item);
    outputJSON(item, "mailbox-out");
  }
  return read;
}
