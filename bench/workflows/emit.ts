import * as W from "kafka-workflow";

export const manifest = { outputTopics: ["bench-emitted"] };

/** Sends one record for each event that it takes, for ever. */
export default async function emit(): Promise<never> {
  for (let i = 0; ; i++) {
    await W.refId("event");
    W.output(String(i), "bench-emitted");
  }
}
