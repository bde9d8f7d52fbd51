import * as W from "kafka-workflow";

export const manifest = { outputTopics: [] };

/** Waits for one record and returns its value: the smallest thread there is. */
export default async function park(): Promise<number> {
  return await W.refId<number>("go");
}
